package io.asyncquery.application.upkeep;

import static java.lang.System.Logger.Level.ERROR;

import io.asyncquery.application.port.QueryStore;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.QueryFailure;
import java.util.Optional;

/** What becomes of a query whose result turns out to be gone or changed: it has failed. */
public final class LostResults {

  private static final System.Logger LOG = System.getLogger(LostResults.class.getName());

  private final QueryStore queries;

  public LostResults(QueryStore queries) {
    this.queries = queries;
  }

  /**
   * Records the loss; nothing where the query is not successful any more.
   *
   * @param what such as {@code its result is not there any more}
   */
  public Optional<AsyncQuery.Failed> report(AsyncQuery.Successful query, String what) {
    AsyncQuery.Failed lost =
        query.lost(
            QueryFailure.storage("The query was successful, but " + what + ": send it again"));
    if (!queries.revoke(lost)) {
      return Optional.empty();
    }
    LOG.log(
        ERROR,
        "Query [{0}] was successful, but {1}; it is FAILED now. Results in the data folder are the"
            + " server''s alone: look for what removes or changes them, and check the disk",
        query.id(),
        what);
    return Optional.of(lost);
  }
}
