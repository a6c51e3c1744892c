package io.asyncquery.sql.source;

import io.asyncquery.sql.ColumnReader;
import org.apache.calcite.sql.SqlDialect;
import org.jdbi.v3.core.Handle;

/** An opened source. */
public interface Source extends AutoCloseable {

  /** A connection of its own, which the caller closes. */
  Handle connect();

  /** How rows are read from its connections. */
  ColumnReader reader();

  /** The catalog as {@code handle} sees it. */
  Catalog catalog(Handle handle);

  /** The functions that it has. */
  FunctionCatalog functions();

  /** The schema of tables whose name is not qualified. */
  String defaultSchema();

  /** How SQL is spelled for it. */
  SqlDialect dialect();

  /** Every connection must have been closed before. */
  @Override
  void close();
}
