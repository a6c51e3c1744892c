package io.asyncquery.domain;

import java.time.Instant;

/**
 * A query between its submission and its deletion. Only a {@link Running} one can move, and only to
 * a {@link Finished} state, so an illegal transition does not compile. {@code MISSING} is absence.
 */
public sealed interface AsyncQuery {

  QueryId id();

  QueryRequest request();

  Instant submittedAt();

  QueryStatus status();

  /**
   * Accepted and not finished, be it queued or in work.
   *
   * @param attempts how often its execution began; 0 while it waits for the first time
   */
  record Running(QueryId id, QueryRequest request, Instant submittedAt, int attempts)
      implements AsyncQuery {

    public Running {
      if (attempts < 0) {
        throw new IllegalArgumentException("attempts [" + attempts + "] is not 0 or more");
      }
    }

    /** Just accepted. */
    public static Running submitted(QueryId id, QueryRequest request, Instant now) {
      return new Running(id, request, now, 0);
    }

    public Successful succeed(ResultSummary summary, Instant now) {
      return new Successful(id, request, submittedAt, now, summary);
    }

    public Failed fail(QueryFailure failure, Instant now) {
      return new Failed(id, request, submittedAt, now, failure);
    }

    /** The same query with one more execution begun. */
    public Running begun() {
      return new Running(id, request, submittedAt, attempts + 1);
    }

    @Override
    public QueryStatus status() {
      return QueryStatus.RUNNING;
    }
  }

  /** A terminal state: it absorbs, but for a result that is {@link Successful#lost lost}. */
  sealed interface Finished extends AsyncQuery {
    Instant finishedAt();
  }

  /** Its result lies whole in the result store. */
  record Successful(
      QueryId id,
      QueryRequest request,
      Instant submittedAt,
      Instant finishedAt,
      ResultSummary summary)
      implements Finished {
    /**
     * What it becomes when its result turns out to be gone or damaged; the one way out of a
     * terminal state, and into the other. It ended when it ended.
     */
    public Failed lost(QueryFailure failure) {
      return new Failed(id, request, submittedAt, finishedAt, failure);
    }

    @Override
    public QueryStatus status() {
      return QueryStatus.SUCCESSFUL;
    }
  }

  /** It has no result and never will. */
  record Failed(
      QueryId id,
      QueryRequest request,
      Instant submittedAt,
      Instant finishedAt,
      QueryFailure failure)
      implements Finished {
    @Override
    public QueryStatus status() {
      return QueryStatus.FAILED;
    }
  }
}
