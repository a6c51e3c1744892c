package io.asyncquery.sql;

import io.asyncquery.sql.clickhouse.ClickHouseSettings;
import io.asyncquery.sql.jdbc.JdbcSettings;
import io.asyncquery.sql.mysql.MySqlSettings;
import io.asyncquery.sql.postgresql.PostgreSqlSettings;
import io.asyncquery.sql.trino.TrinoSettings;
import java.nio.file.Path;

/** Where a source's data lies. Equal definitions share one opened source. */
public sealed interface SourceDefinition {

  /** Data that DuckDB reads inside this process, so that its queries are work of this machine. */
  sealed interface Embedded extends SourceDefinition {}

  /** A DuckDB database file, which is only read. */
  record DuckDbFile(Path file) implements Embedded {}

  /**
   * A folder whose Parquet and CSV files are tables of the schema {@code main}, each named after
   * its file without the ending. Which files there are is decided when the source is opened.
   */
  record DuckDbFolder(Path folder) implements Embedded {}

  /** A PostgreSQL database, reached when it is queried. */
  record PostgreSql(PostgreSqlSettings settings) implements SourceDefinition {}

  /** A database of MySQL or MariaDB, reached when it is queried. */
  record MySql(MySqlSettings settings) implements SourceDefinition {}

  /** One catalog of a Trino cluster, reached when it is queried. */
  record Trino(TrinoSettings settings) implements SourceDefinition {}

  /** The databases of a ClickHouse server, reached when it is queried. */
  record ClickHouse(ClickHouseSettings settings) implements SourceDefinition {}

  /** A database that a JDBC driver on the class path reaches, when it is queried. */
  record Jdbc(JdbcSettings settings) implements SourceDefinition {}
}
