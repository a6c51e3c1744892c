package io.asyncquery.sql.source;

import io.asyncquery.sql.ColumnReader;
import io.asyncquery.sql.failure.FailureTranslator;
import io.asyncquery.sql.plan.QueryPlanner;
import org.jdbi.v3.core.Handle;

/** An opened source. */
public interface Source extends AutoCloseable {

  /** A connection of its own, which the caller closes. */
  Handle connect();

  /** How many of these are open. */
  int lentConnections();

  /** How rows are read from its connections. */
  ColumnReader reader();

  /** The catalog as {@code handle} sees it. */
  Catalog catalog(Handle handle);

  /** The schema of tables whose name is not qualified. */
  String defaultSchema();

  /** Makes its SQL of the sender's. */
  QueryPlanner planner();

  /** What its errors mean. */
  FailureTranslator failures();

  /** Every connection must have been closed before. */
  @Override
  void close();
}
