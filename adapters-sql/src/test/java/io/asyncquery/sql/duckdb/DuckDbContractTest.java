package io.asyncquery.sql.duckdb;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceContract;
import io.asyncquery.sql.SourceDefinition;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

class DuckDbContractTest extends SourceContract {

  private Path file = Path.of("");

  @Override
  protected SourceDefinition prepare(Path folder) throws SQLException {
    file =
        Databases.duckDb(
            folder,
            "CREATE TABLE few(n INTEGER, name VARCHAR, price DECIMAL(9,2), since DATE)",
            """
            INSERT INTO few VALUES
              (1, 'one', 1.50, '2020-01-01'), (2, NULL, 2.25, '2020-02-29'),
              (3, '三', NULL, NULL), (4, '', 0.00, '1969-12-31'), (5, 'a,b', -1.00, '9999-12-31')
            """,
            "CREATE TABLE many AS SELECT range AS n, 'text of row ' || range AS t FROM range("
                + MANY
                + ")",
            "CREATE TABLE \"Mixed Case\"(\"ID\" INTEGER, \"Unit Price\" INTEGER, \"城市\" VARCHAR)",
            "INSERT INTO \"Mixed Case\" VALUES (1, 10, '北京')");
    return new SourceDefinition.DuckDbFile(file);
  }

  @Override
  protected String wide(long rows) {
    return "SELECT generate_series, repeat('x', 200) FROM generate_series(1, " + rows + ")";
  }

  /** An engine in this process works on nothing that nobody holds. */
  @Override
  protected boolean isIdle() {
    return lent() == 0;
  }

  @Override
  protected List<String> writes() {
    return List.of(
        "INSERT INTO few VALUES (9, 'x', 1, NULL)",
        "DELETE FROM few",
        "CREATE TABLE x(a INTEGER)",
        "COPY few TO '/tmp/asyncquery-few.csv'");
  }

  @Override
  protected void executeDirectly(String sql) throws Exception {
    try (DuckDbSource source = DuckDbSource.openFile(file, DuckDbSettings.defaults());
        Handle handle = source.connect(new Cancellation());
        Statement statement = handle.getConnection().createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  protected List<String> forbiddenCalls() {
    return List.of(
        "select getenv('HOME')",
        "select current_setting('threads')",
        "select * from read_text('/etc/passwd')",
        "select version()");
  }

  @Override
  protected List<TypedValue> values() {
    return List.of(
        value("true", Scalar.BOOLEAN, true),
        value("cast(-128 as tinyint)", Scalar.TINYINT, Byte.MIN_VALUE),
        value("cast(-32768 as smallint)", Scalar.SMALLINT, Short.MIN_VALUE),
        value("cast(2147483647 as integer)", Scalar.INTEGER, Integer.MAX_VALUE),
        value("cast('-9223372036854775808' as bigint)", Scalar.BIGINT, Long.MIN_VALUE),
        value("cast('-Infinity' as real)", Scalar.REAL, Float.NEGATIVE_INFINITY),
        value("cast(0.1 as double)", Scalar.DOUBLE, 0.1),
        value(
            "cast('-9999999999999999999999999999.9999999999' as decimal(38,10))",
            new ColumnType.Decimal(38, 10),
            new BigDecimal("-9999999999999999999999999999.9999999999")),
        value("'中文 😀'", Scalar.VARCHAR, "中文 😀"),
        value("date '9999-12-31'", Scalar.DATE, LocalDate.of(9999, 12, 31)),
        value("cast('infinity' as date)", Scalar.DATE, Integer.MAX_VALUE),
        value("time '23:59:59.999999'", Scalar.TIME, LocalTime.parse("23:59:59.999999")),
        value(
            "timestamp '1969-12-31 23:59:59.999999'",
            ColumnType.Timestamp.MICROS,
            LocalDateTime.parse("1969-12-31T23:59:59.999999")),
        value(
            "cast('f50e8400-e29b-41d4-a716-446655440000' as uuid)",
            Scalar.UUID,
            UUID.fromString("f50e8400-e29b-41d4-a716-446655440000")));
  }

  private static TypedValue value(String sql, ColumnType type, Object value) {
    return new TypedValue(sql, type, value);
  }
}
