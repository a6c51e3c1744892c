package io.asyncquery.rest.resource;

import io.asyncquery.application.CheckReadiness;
import io.asyncquery.rest.message.Envelope;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** For whoever watches the process; needs no credentials and tells nothing else. */
@Path("/health")
public final class HealthResource {

  private final CheckReadiness checkReadiness;

  @Inject
  HealthResource(CheckReadiness checkReadiness) {
    this.checkReadiness = checkReadiness;
  }

  /** The process lives and answers. */
  @GET
  @Path("live")
  public Response live() {
    return health(200, "UP");
  }

  /** It takes queries. */
  @GET
  @Path("ready")
  public Response ready() {
    return checkReadiness.ready() ? health(200, "UP") : health(503, "DOWN");
  }

  private static Response health(int status, String word) {
    return Answer.json(
        Response.status(status), Envelope.object(json -> json.writeStringField("status", word)));
  }
}
