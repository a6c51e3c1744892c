package io.asyncquery.sql.mysql;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Decimal;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.ColumnType.Timestamp;
import io.asyncquery.sql.SourceContract;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.source.Source;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;

/** What holds for MariaDB and MySQL, however the server was started. */
abstract class MySqlContract extends SourceContract {

  private final MariaDbServer server;
  private final Source source;

  MySqlContract(MariaDbServer server) {
    this.server = server;
    this.source = MySqlSource.of(server.settings());
  }

  @Override
  protected SourceDefinition prepare(Path folder) throws Exception {
    server.makeTables(MANY);
    return server.source();
  }

  @AfterAll
  void stop() throws Exception {
    source.close();
    server.close();
  }

  @Override
  protected String failsMidway() {
    return "SELECT repeat(t, 100), CASE WHEN n = 250000 THEN exp(n) END FROM many";
  }

  /** A sum of texts is one of numbers to MySQL, and a division by zero NULL. */
  @Override
  protected List<String> invalid() {
    return List.of(
        "SELEC 1",
        "SELECT nothing FROM few",
        "SELECT * FROM nowhere",
        "SELECT nofunction(n) FROM few",
        "SELECT n, count(*) FROM few",
        "SELECT exp(n * 1000) FROM few",
        "SELECT sum(name) FROM few",
        "SELECT CAST(name AS INTEGER) FROM few",
        "SELECT n FROM few FULL JOIN (SELECT n AS m FROM few) f ON n = m",
        "SELECT (SELECT n FROM few) FROM few");
  }

  @Override
  protected boolean isIdle() throws Exception {
    return server.isIdle();
  }

  @Override
  protected List<String> writes() {
    return List.of(
        "INSERT INTO few VALUES (9, 'x', 1, NULL)",
        "UPDATE few SET n = 9",
        "DELETE FROM few",
        "TRUNCATE few",
        "CREATE TABLE x(a INTEGER)",
        "DROP TABLE few");
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
        "select load_file('/etc/passwd')",
        "select sleep(10)",
        "select benchmark(1000000000, md5('x'))",
        "select get_lock('x', 10)",
        "select release_lock('x')",
        "select is_used_lock('x')",
        "select version()",
        "select user()",
        "select database()",
        "select connection_id()",
        "select last_insert_id()",
        "select master_pos_wait('x', 1)",
        "select name_const('x', 1)",
        "select extractvalue('<a/>', 'x')",
        "select sys_exec('x')",
        "select \"load_file\"('/etc/passwd')",
        "select {fn load_file('/etc/passwd')}",
        "select 1 from few order by sleep(1)",
        "select * from seq_1_to_10 s where sleep(1) = 0");
  }

  @Override
  protected List<TypedValue> values() {
    return List.of(
        value("cast(-1 as bigint)", Scalar.BIGINT, -1L),
        value(
            "cast(cast('-9223372036854775808' as bigint) as bigint)",
            Scalar.BIGINT,
            Long.MIN_VALUE),
        value("cast(0.1 as double)", Scalar.DOUBLE, 0.1),
        value("cast('1.7976931348623157e308' as double)", Scalar.DOUBLE, Double.MAX_VALUE),
        value("cast('123456.789' as double)", Scalar.DOUBLE, 123456.789),
        value("cast('-0.000001' as double)", Scalar.DOUBLE, -0.000001),
        decimal("-99.99", 4, 2),
        decimal("0.05", 4, 2),
        decimal("7.00", 9, 2),
        decimal("999999999", 9, 0),
        decimal("-0.999999999999999999", 18, 18),
        decimal("-9999999999999999999999999999.9999999999", 38, 10),
        decimal("99999999999999999999999999999999999999", 38, 0),
        text(
            "cast('12345678901234567890123456789012345.123456789012345678901234567891' as"
                + " decimal(65,30))",
            "12345678901234567890123456789012345.123456789012345678901234567891"),
        text("cast('中文 😀' as varchar)", "中文 😀"),
        text("cast('' as varchar)", ""),
        text("'a\\b''c'", "a\\b'c"),
        text("repeat('long', 100000)", "long".repeat(100_000)),
        value("date '0001-01-01'", Scalar.DATE, LocalDate.of(1, 1, 1)),
        value("date '9999-12-31'", Scalar.DATE, LocalDate.of(9999, 12, 31)),
        value("time '23:59:59.999999'", Scalar.TIME, LocalTime.parse("23:59:59.999999")),
        value(
            "timestamp '1969-12-31 23:59:59.999999'",
            Timestamp.MICROS,
            LocalDateTime.parse("1969-12-31T23:59:59.999999")));
  }

  private static TypedValue decimal(String number, int precision, int scale) {
    return value(
        "cast('" + number + "' as decimal(" + precision + "," + scale + "))",
        new Decimal(precision, scale),
        new BigDecimal(number));
  }

  private static TypedValue text(String sql, String value) {
    return value(sql, Scalar.VARCHAR, value);
  }

  private static TypedValue value(String sql, ColumnType type, Object value) {
    return new TypedValue(sql, type, value);
  }
}
