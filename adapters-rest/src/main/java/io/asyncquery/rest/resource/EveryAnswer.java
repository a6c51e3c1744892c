package io.asyncquery.rest.resource;

import io.asyncquery.rest.message.Envelope;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.annotation.Annotation;

/** What holds of every answer but a result: it is not kept, and a refusal says why. */
public final class EveryAnswer implements ContainerResponseFilter {

  private static final byte[] MALFORMED =
      Envelope.of(Envelope.FAILURE, Envelope.Data.NULL, "A header of the request is malformed");

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
    response.getHeaders().putSingle(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    if (response.getStatus() >= 400 && !response.hasEntity()) {
      // Jersey refuses headers it cannot read without asking the error mapper.
      response.setEntity(MALFORMED, new Annotation[0], Answer.JSON);
    }
  }
}
