package io.asyncquery.application.port;

import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.Limits.Cap;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.ResultFormat;
import io.asyncquery.domain.ResultSummary;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Keeps results. A result is whole or absent; there is nothing between. */
public interface ResultStore {

  /**
   * Writes all of {@code batches} as the result of {@code id}. When this returns, the bytes are on
   * the disk under their final name and {@link #open} finds them. When it throws, nothing of it is
   * left. Every batch taken has been closed either way.
   *
   * @param maxBytes where it says so, the result ends before the first row that does not fit, and
   *     the summary tells; not every batch is asked for then
   * @throws QueryFailedException category STORAGE where the disk refuses, LIMIT where the format
   *     cannot carry a value or the result outgrows {@code maxBytes}; and whatever {@code batches}
   *     or {@code cancellation} throw
   */
  ResultSummary write(
      QueryId id,
      ResultFormat format,
      ColumnBatches batches,
      Optional<Cap> maxBytes,
      Cancellation cancellation);

  /** The same of any size. */
  default ResultSummary write(
      QueryId id, ResultFormat format, ColumnBatches batches, Cancellation cancellation) {
    return write(id, format, batches, Optional.empty(), cancellation);
  }

  /** The bytes of a whole result. The caller closes it. */
  Optional<ResultContent> open(QueryId id);

  /** Removes results; those that are not there are no error. Open ones stay readable. */
  void delete(Collection<QueryId> ids);

  /**
   * Removes all that belongs to no query in {@code owners}, and every part that an interrupted
   * execution left; called before the first execution. Returns how many files went.
   */
  int sweep(Collection<QueryId> owners);

  /**
   * Reads a result through and tells what is wrong with it, in words for its owner; nothing where
   * it is what {@code summary} says. Takes as long as the reading.
   */
  default Optional<String> inspect(QueryId id, ResultSummary summary) {
    return Optional.empty();
  }

  /** How much room there is for new results, by the bounds the store has. Quick: asked often. */
  default Space space() {
    return Space.AMPLE;
  }

  /** The same for results of {@code project}, where these have room of their own. */
  default Space space(ProjectName project) {
    return space();
  }

  /** All rooms there are, each with the projects whose results lie in it. */
  default Map<ProjectScope, Space> spaces() {
    return Map.of(ProjectScope.ALL, space());
  }
}
