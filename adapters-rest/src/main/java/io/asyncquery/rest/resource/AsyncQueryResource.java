package io.asyncquery.rest.resource;

import io.asyncquery.application.PurgeResults;
import io.asyncquery.application.port.AuditEvent;
import io.asyncquery.application.port.AuditLog;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.QueryStatus;
import io.asyncquery.domain.ResultSummary;
import io.asyncquery.rest.face.Face;
import io.asyncquery.rest.message.Envelope;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.OptionalInt;

/** One query: how it stands, what is known of its result, and its end. */
@Path("/kylin/api/async_query/{id}")
public final class AsyncQueryResource {

  private final QueryFinder finder;
  private final PurgeResults purgeResults;
  private final AuditLog audit;

  @Inject
  AsyncQueryResource(QueryFinder finder, PurgeResults purgeResults, AuditLog audit) {
    this.audit = audit;
    this.finder = finder;
    this.purgeResults = purgeResults;
  }

  @GET
  @Path("status")
  public Response status(@PathParam("id") String id, @Context Call call) {
    Face face = call.face();
    return finder
        .locate(id, call)
        .map(found ->
            Answer.query(
                face, found.query(), face.statusInfo(found.query()) + waiting(found.position())))
        .orElseGet(() -> Answer.query(face, id, QueryStatus.MISSING, face.missingInfo()));
  }

  private static String waiting(OptionalInt position) {
    return position.isPresent() ? "; waiting, position [" + position.getAsInt() + "]" : "";
  }

  @GET
  @Path("metadata")
  public Response metadata(@PathParam("id") String id, @Context Call call) {
    ResultSummary summary = summary(id, call);
    return Answer.success(json -> {
      json.writeStartArray();
      json.writeStartArray();
      for (Column column : summary.columns()) {
        json.writeString(column.name());
      }
      json.writeEndArray();
      json.writeStartArray();
      for (Column column : summary.columns()) {
        json.writeString(column.type().sqlName());
      }
      json.writeEndArray();
      json.writeEndArray();
    });
  }

  /** The size of the file, as Kylin's version 4 asks for it. */
  @GET
  @Path("file_status")
  public Response fileStatus(@PathParam("id") String id, @Context Call call) {
    ResultSummary summary = summary(id, call);
    return Answer.success(json -> json.writeNumber(summary.bytes()));
  }

  /** The same, as its version 2 does. */
  @GET
  @Path("filestatus")
  public Response fileStatusOfVersion2(@PathParam("id") String id, @Context Call call) {
    return fileStatus(id, call);
  }

  @DELETE
  public Response purge(@PathParam("id") String id, @Context Call call) {
    AsyncQuery query = finder.require(id, call);
    return switch (purgeResults.purge(query.id(), call.caller())) {
      case PurgeResults.Purged(AsyncQuery.Finished purged) -> {
        audit.record(
            new AuditEvent.Deleted(call.caller().name(), call.address(), Optional.of(purged), 1));
        yield Answer.success(json -> json.writeBoolean(true));
      }
      case PurgeResults.StillRunning _ ->
          Answer.declined(
              Envelope.SUCCESS,
              json -> json.writeBoolean(false),
              "Query [" + query.id() + "] is running and stays: stop it first");
      case PurgeResults.Missing _ -> throw QueryFinder.missing(id);
    };
  }

  private ResultSummary summary(String id, Call call) {
    return switch (finder.require(id, call)) {
      case AsyncQuery.Successful successful -> successful.summary();
      case AsyncQuery unsuccessful -> throw Unsuccessful.refused(unsuccessful);
    };
  }
}
