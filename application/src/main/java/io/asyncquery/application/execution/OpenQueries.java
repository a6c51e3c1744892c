package io.asyncquery.application.execution;

import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.QueryRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The queries that wait or run, counted by user and by project, and kept within caps. */
final class OpenQueries {

  private final QueueCaps caps;
  private final GrantPolicy grants;
  private final Map<QueryId, QueryRequest> open = new HashMap<>();
  private final Map<String, Integer> ofUser = new HashMap<>();
  private final Map<ProjectName, Integer> ofProject = new HashMap<>();

  OpenQueries(QueueCaps caps, GrantPolicy grants) {
    this.caps = caps;
    this.grants = grants;
  }

  /** Counts a query in, or says what is full. */
  synchronized Optional<CapReached> enter(AsyncQuery.Running query) {
    QueryRequest request = query.request();
    if (ofUser.getOrDefault(request.submitter(), 0) >= caps.perUser()) {
      return Optional.of(new CapReached("user [" + request.submitter() + "]", caps.perUser()));
    }
    // For whom the project does not exist, nothing of it is used up, nor told.
    if (grants.mayQuery(request.submitter(), request.project())
        && ofProject.getOrDefault(request.project(), 0) >= caps.perProject()) {
      return Optional.of(new CapReached("project [" + request.project() + "]", caps.perProject()));
    }
    restore(query);
    return Optional.empty();
  }

  /** Counts a query in that was accepted before this process began, whatever the caps. */
  synchronized void restore(AsyncQuery.Running query) {
    if (open.putIfAbsent(query.id(), query.request()) == null) {
      ofUser.merge(query.request().submitter(), 1, Integer::sum);
      if (grants.mayQuery(query.request().submitter(), query.request().project())) {
        ofProject.merge(query.request().project(), 1, Integer::sum);
      }
    }
  }

  /** Counts a query out, if it is in. */
  synchronized void leave(QueryId id) {
    Optional.ofNullable(open.remove(id))
        .ifPresent(request -> {
          decrease(ofUser, request.submitter());
          if (grants.mayQuery(request.submitter(), request.project())) {
            decrease(ofProject, request.project());
          }
        });
  }

  private static <K> void decrease(Map<K, Integer> counts, K key) {
    if (counts.merge(key, -1, Integer::sum) == 0) {
      counts.remove(key);
    }
  }

  /** Whose cap a query would exceed, such as {@code user [ANN]}. */
  record CapReached(String whose, int cap) {}
}
