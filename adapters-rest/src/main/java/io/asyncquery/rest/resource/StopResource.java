package io.asyncquery.rest.resource;

import io.asyncquery.application.StopQuery;
import io.asyncquery.application.port.AuditEvent;
import io.asyncquery.application.port.AuditLog;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.rest.message.Envelope;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** The end of a running query. */
@Path("/kylin/api/async_query/stop/{id}")
public final class StopResource {

  private final QueryFinder finder;
  private final StopQuery stopQuery;
  private final AuditLog audit;

  @Inject
  StopResource(QueryFinder finder, StopQuery stopQuery, AuditLog audit) {
    this.audit = audit;
    this.finder = finder;
    this.stopQuery = stopQuery;
  }

  @DELETE
  public Response stop(@PathParam("id") String id, @Context Call call) {
    AsyncQuery query = finder.require(id, call);
    return switch (stopQuery.stop(query.id(), call.caller())) {
      case StopQuery.Stopped(AsyncQuery.Failed stopped) -> {
        audit.record(new AuditEvent.Stopped(call.caller().name(), call.address(), stopped));
        yield Answer.success(json -> json.writeString(""));
      }
      case StopQuery.NotRunning(AsyncQuery.Finished finished) ->
          Answer.declined(
              Envelope.FAILURE,
              json -> json.writeString("Query is not running"),
              "Query [%s] is not running: it is %s".formatted(query.id(), finished.status()));
      case StopQuery.Missing _ -> throw QueryFinder.missing(id);
    };
  }
}
