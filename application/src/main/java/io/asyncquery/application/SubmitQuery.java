package io.asyncquery.application;

import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.QueryRequest;
import java.time.Duration;

/** Accepts a query. Never waits for SQL: what is wrong with it becomes the query's state later. */
public interface SubmitQuery {

  /** Returns once the query is durably recorded, or refused with nothing recorded. */
  Outcome submit(QueryRequest request);

  /** What became of a submission. */
  sealed interface Outcome {}

  /** It is recorded and will end in a true state, whatever happens to this process. */
  record Accepted(AsyncQuery.Running query) implements Outcome {}

  /** Too many queries wait already. */
  record QueueFull(Duration retryAfter) implements Outcome {}

  /**
   * Too many queries of the same user or project wait or run already.
   *
   * @param whose such as {@code user [ANN]}
   */
  record CapReached(String whose, int cap, Duration retryAfter) implements Outcome {}

  /** The room for results is exhausted. */
  record NoSpace(Duration retryAfter) implements Outcome {}

  /** This server is stopping and takes no more. */
  record Stopping() implements Outcome {}
}
