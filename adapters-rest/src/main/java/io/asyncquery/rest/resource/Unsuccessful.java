package io.asyncquery.rest.resource;

import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.rest.message.Problem;
import io.asyncquery.rest.message.RefusedException;

/** Says why there is no result of a query that is there. */
final class Unsuccessful {

  private Unsuccessful() {}

  static RefusedException refused(AsyncQuery query) {
    String reason =
        switch (query) {
          case AsyncQuery.Running _ -> "is still running: ask again once its status is SUCCESSFUL";
          case AsyncQuery.Failed failed -> "failed: " + failed.failure().message();
          case AsyncQuery.Successful _ -> "is successful";
        };
    return new RefusedException(
        Problem.NOT_SUCCESSFUL, "Query [" + query.id() + "] has no result; it " + reason);
  }
}
