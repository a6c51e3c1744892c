package io.asyncquery.rest.resource;

import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.QueryStatus;
import io.asyncquery.rest.face.Face;
import io.asyncquery.rest.message.Envelope;
import io.asyncquery.rest.message.Problem;
import io.asyncquery.rest.message.RefusedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

/** Renders what the use cases say. */
final class Answer {

  static final MediaType JSON = MediaType.APPLICATION_JSON_TYPE.withCharset("utf-8");

  private static final String CHALLENGE = "Basic realm=\"asyncquery\", charset=\"UTF-8\"";
  private static final String TOKEN_CHALLENGE = "Bearer realm=\"asyncquery\"";

  private Answer() {}

  static Response success(Envelope.Data data) {
    return json(Response.ok(), Envelope.success(data));
  }

  /** Nothing broke, but what was asked for did not happen. */
  static Response declined(String code, Envelope.Data data, String msg) {
    return json(Response.ok(), Envelope.of(code, data, msg));
  }

  static Response query(Face face, AsyncQuery query, String info) {
    return query(face, query.id().toString(), query.status(), info);
  }

  static Response query(Face face, String id, QueryStatus status, String info) {
    return success(json -> {
      json.writeStartObject();
      json.writeStringField(face.idField(), id);
      json.writeStringField("status", status.name());
      json.writeStringField("info", info);
      json.writeEndObject();
    });
  }

  static Response refused(Face face, RefusedException refused) {
    Problem problem = refused.problem();
    ResponseBuilder response = Response.status(problem.status());
    refused
        .retryAfter()
        .ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, Math.max(1, wait.toSeconds())));
    if (problem == Problem.NO_CREDENTIALS || problem == Problem.WRONG_CREDENTIALS) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
      response.header(HttpHeaders.WWW_AUTHENTICATE, TOKEN_CHALLENGE);
    }
    return failed(response, face.code(problem), String.valueOf(refused.getMessage()));
  }

  static Response failed(ResponseBuilder response, String code, String msg) {
    return json(response, Envelope.of(code, Envelope.Data.NULL, msg));
  }

  static Response json(ResponseBuilder response, byte[] body) {
    return response.type(JSON).entity(body).build();
  }
}
