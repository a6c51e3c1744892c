package io.asyncquery.application;

import io.asyncquery.application.port.ResultContent;
import io.asyncquery.application.port.ResultStore;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.QueryId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a result may be handed out as it lies there. One whose file was changed after its query
 * had ended is read through first, once for each change: it may be sound, as after a restore.
 */
final class DownloadInspections {

  /** Results remembered; one that is forgotten is read through again. */
  private static final int REMEMBERED = 1_000;

  private final ResultStore results;
  private final Map<QueryId, Instant> inspected = new LinkedHashMap<>();

  DownloadInspections(ResultStore results) {
    this.results = results;
  }

  /** What is wrong with the result of {@code query}, which {@code content} holds open. */
  Optional<String> flaw(AsyncQuery.Successful query, ResultContent content) {
    if (content.size() != query.summary().bytes()) {
      return Optional.of("its result is not as long as it was written");
    }
    if (!content.changedAt().isAfter(query.finishedAt()) || isInspected(query.id(), content)) {
      return Optional.empty();
    }
    Optional<String> flaw = results.inspect(query.id(), query.summary());
    if (flaw.isEmpty()) {
      remember(query.id(), content);
    }
    return flaw;
  }

  private synchronized boolean isInspected(QueryId id, ResultContent content) {
    return content.changedAt().equals(inspected.get(id));
  }

  private synchronized void remember(QueryId id, ResultContent content) {
    inspected.put(id, content.changedAt());
    if (inspected.size() > REMEMBERED) {
      inspected.remove(inspected.keySet().iterator().next());
    }
  }
}
