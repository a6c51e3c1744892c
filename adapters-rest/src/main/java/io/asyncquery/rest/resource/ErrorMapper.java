package io.asyncquery.rest.resource;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import io.asyncquery.rest.face.Face;
import io.asyncquery.rest.message.Envelope;
import io.asyncquery.rest.message.Problem;
import io.asyncquery.rest.message.RefusedException;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.UUID;

/** The one place where what was thrown becomes an answer. */
public final class ErrorMapper implements ExceptionMapper<Throwable> {

  private static final System.Logger LOG = System.getLogger(ErrorMapper.class.getName());

  private final Provider<ContainerRequestContext> request;

  @Inject
  ErrorMapper(Provider<ContainerRequestContext> request) {
    this.request = request;
  }

  @Override
  public Response toResponse(Throwable thrown) {
    return switch (thrown) {
      case RefusedException refused -> Answer.refused(FaceFilter.face(request.get()), refused);
      case WebApplicationException routing when routing.getResponse().getStatus() < 500 ->
          routing(routing);
      default -> fault(thrown);
    };
  }

  /** What the routing found: no such path, no such method, a header that cannot be read. */
  private static Response routing(WebApplicationException thrown) {
    LOG.log(DEBUG, "Refused by the routing", thrown);
    Response found = thrown.getResponse();
    ResponseBuilder response = Response.status(found.getStatus());
    String allow = found.getHeaderString(HttpHeaders.ALLOW);
    if (allow != null) {
      response.header(HttpHeaders.ALLOW, allow);
    }
    String msg =
        switch (found.getStatus()) {
          case 404 -> "There is nothing at this path";
          case 405 -> "This path does not know the method; it knows [" + allow + "]";
          default -> "The request cannot be understood: " + found.getStatusInfo().getReasonPhrase();
        };
    return Answer.failed(response, Envelope.FAILURE, msg);
  }

  private Response fault(Throwable thrown) {
    UUID errorId = UUID.randomUUID();
    LOG.log(ERROR, "Error [" + errorId + "] in answering a request", thrown);
    Face face = FaceFilter.face(request.get());
    return Answer.refused(
        face,
        new RefusedException(
            Problem.INTERNAL,
            "Internal error ["
                + errorId
                + "]; the operator finds the cause in the log by this id"));
  }
}
