package io.asyncquery.application.port;

import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps queries. What a method has done is durable when it returns; a fault of the store is an
 * {@link StoreException}.
 */
public interface QueryStore {

  /** Records a query that was just accepted; its id must be new. */
  void create(AsyncQuery.Running query);

  /** A record that cannot be read is set aside, and its query is missing from then on. */
  Optional<AsyncQuery> find(QueryId id);

  /**
   * Moves a running query to its terminal state, exactly once: of all who try, one gets true. False
   * where the query is not running any more or not there.
   */
  boolean finish(AsyncQuery.Finished finished);

  /**
   * Turns a successful query whose result is lost into a failed one; false where it is not
   * successful any more or not there.
   */
  boolean revoke(AsyncQuery.Failed lost);

  /**
   * Records how often the execution of a running query has begun; false where the query is not
   * running any more. Survives the death of this process, but need not survive that of the machine:
   * a lost count costs one attempt more, not a query.
   */
  boolean recordAttempts(AsyncQuery.Running query);

  /**
   * All running queries, oldest submission first. A record that cannot be read keeps no other from
   * being told: it is set aside, and its query is missing from then on.
   */
  List<AsyncQuery.Running> running();

  /** The ids of all successful queries: the owners of results. */
  List<QueryId> successfulIds();

  /** When the query ended that ended last. */
  Optional<Instant> latestEnd();

  /** Forgets the finished queries that {@code filter} names, and returns their ids. */
  List<QueryId> deleteFinished(FinishedFilter filter);

  /** Forgets finished queries, the earliest ended first, and returns their ids. */
  List<QueryId> deleteOldest(Oldest which);

  /** Whether the store answers at all. */
  boolean available();

  /**
   * Which finished queries are meant, of which there may be very many.
   *
   * @param finishedBefore exclusive
   * @param withResult successful ones alone
   * @param projects of these alone
   * @param atMost 1 or more
   */
  record Oldest(Instant finishedBefore, boolean withResult, ProjectScope projects, int atMost) {}

  /**
   * Which finished queries are meant: those that meet every condition given.
   *
   * @param finishedBefore exclusive
   */
  record FinishedFilter(
      Optional<QueryId> id,
      Optional<String> submitter,
      Optional<ProjectName> project,
      Optional<Instant> finishedBefore) {

    /** All of them. */
    public static final FinishedFilter ALL =
        new FinishedFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** One. */
    public static FinishedFilter of(QueryId id) {
      return new FinishedFilter(
          Optional.of(id), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public FinishedFilter by(String submitter) {
      return new FinishedFilter(id, Optional.of(submitter), project, finishedBefore);
    }

    public FinishedFilter in(ProjectName project) {
      return new FinishedFilter(id, submitter, Optional.of(project), finishedBefore);
    }

    public FinishedFilter before(Instant instant) {
      return new FinishedFilter(id, submitter, project, Optional.of(instant));
    }
  }
}
