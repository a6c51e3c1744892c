package io.asyncquery.sql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Decimal;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.ColumnType.Timestamp;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.SourceContract;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.postgresql.PostgreSqlServer;
import io.asyncquery.sql.source.Source;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The kind for any driver, over a real server that it knows nothing special about. */
class JdbcContractTest extends SourceContract {

  private final PostgreSqlServer server = PostgreSqlServer.start();
  private final JdbcSettings settings = PostgreSqlServer.jdbcSettings(server.port());
  private final Source source = JdbcSource.of(settings);

  JdbcContractTest() throws IOException {}

  @Override
  protected SourceDefinition prepare(Path folder) throws Exception {
    server.makeTables(MANY);
    return new SourceDefinition.Jdbc(settings);
  }

  @AfterAll
  void stop() throws Exception {
    source.close();
    server.close();
  }

  @Test
  void a_text_with_a_backslash_is_refused() {
    assertEquals(
        QueryFailure.rejected("A text with a backslash is not allowed in this source"),
        failure("select '\\' from few"));
  }

  @Test
  void a_driver_that_is_not_there_is_asked_for() {
    JdbcErrors errors = new JdbcErrors("old");

    assertEquals(
        QueryFailure.source(
            "Source [old] has no driver: put the jar of the one that its url is for into the folder"
                + " drivers beside the launcher"),
        errors.failure(new JdbcConnections.MissingDriverException()));
  }

  @Override
  protected boolean isIdle() throws Exception {
    return server.isIdle();
  }

  @Override
  protected List<String> writes() {
    return List.of(
        "INSERT INTO few VALUES (9, 'x', 1, NULL)", "DELETE FROM few", "CREATE TABLE x(a INTEGER)");
  }

  @Override
  protected void executeDirectly(String sql) throws Exception {
    try (Handle handle = source.connect(new Cancellation());
        Statement statement = handle.getConnection().createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  protected List<String> forbiddenCalls() {
    return List.of(
        "select pg_read_file('/etc/passwd')",
        "select * from pg_ls_dir('/')",
        "select pg_sleep(10)",
        "select version()",
        "select current_user",
        "select * from generate_series(1, 3)",
        "select nextval('counter')");
  }

  @Override
  protected List<TypedValue> values() {
    return List.of(
        value("true", Scalar.BOOLEAN, true),
        value("cast(-32768 as smallint)", Scalar.SMALLINT, Short.MIN_VALUE),
        value("cast(2147483647 as integer)", Scalar.INTEGER, Integer.MAX_VALUE),
        value("cast('-9223372036854775808' as bigint)", Scalar.BIGINT, Long.MIN_VALUE),
        value("cast('-1.5' as real)", Scalar.REAL, -1.5f),
        value("cast('-99.99' as decimal(4,2))", new Decimal(4, 2), new BigDecimal("-99.99")),
        value("cast('中文 😀' as varchar(20))", Scalar.VARCHAR, "中文 😀"),
        value("date '9999-12-31'", Scalar.DATE, LocalDate.of(9999, 12, 31)),
        value(
            "timestamp '1969-12-31 23:59:59.999999'",
            Timestamp.MICROS,
            LocalDateTime.parse("1969-12-31T23:59:59.999999")),
        value("cast(null as integer)", Scalar.INTEGER, null));
  }

  private static TypedValue value(String sql, ColumnType type, @Nullable Object value) {
    return new TypedValue(sql, type, value);
  }
}
