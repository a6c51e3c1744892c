package io.asyncquery.application.execution;

import io.asyncquery.domain.AsyncQuery;

/**
 * Hears of each query that ended, once, after its state is durable, on the thread that ended it.
 */
@FunctionalInterface
public interface QueryListener {

  /** Hears nothing. */
  QueryListener NONE = finished -> {};

  void finished(AsyncQuery.Finished query);
}
