package io.asyncquery.sql.source;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.sql.ColumnReader;
import io.asyncquery.sql.failure.FailureTranslator;
import io.asyncquery.sql.plan.QueryPlanner;
import org.jdbi.v3.core.Handle;

/** An opened source. */
public interface Source extends AutoCloseable {

  /**
   * A connection of its own, which the caller closes. What is asked through it ends soon after
   * {@code cancellation}.
   *
   * @throws QueryFailedException where there is none, or the reason of the cancellation
   */
  Handle connect(Cancellation cancellation);

  /** How many of these are open. */
  int lentConnections();

  /** How rows are read from its connections. */
  ColumnReader reader();

  /** The catalog as {@code handle} sees it. */
  Catalog catalog(Handle handle);

  /** The schema of tables whose name is not qualified. */
  String defaultSchema();

  /** Makes its SQL of the sender's, by what {@code handle} can ask. */
  QueryPlanner planner(Handle handle);

  /** What its errors mean. */
  FailureTranslator failures();

  /** Every connection must have been closed before. */
  @Override
  void close();
}
