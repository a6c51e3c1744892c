package io.asyncquery.sql.trino;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Interval;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Decimal;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.ColumnType.Timestamp;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.SourceContract;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.source.Source;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What holds for Trino by whatever protocol rows come. */
@ExtendWith(SharedTrino.class)
abstract class TrinoContract extends SourceContract {

  protected final TrinoServer server;
  private final TrinoSettings settings;
  private final Source source;

  /**
   * What holds in a schema of the server.
   *
   * @param spooled whether rows may lie in segments, which are got apart
   */
  TrinoContract(TrinoServer server, String schema, boolean spooled) throws IOException {
    this.server = server;
    this.settings =
        TrinoServer.settings(
            "127.0.0.1", server.port(), "test", schema, Duration.ofMinutes(1), spooled, Map.of());
    this.source = TrinoSource.of(settings);
  }

  @Override
  protected SourceDefinition prepare(Path folder) throws Exception {
    server.makeTables(settings.schema(), MANY);
    return new SourceDefinition.Trino(settings);
  }

  @AfterAll
  void closeSource() {
    source.close();
  }

  /** Trino knows no capitals in names. */
  @Override
  protected String declared(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  protected LargeQuery many() {
    return new LargeQuery("SELECT n, t FROM many ORDER BY n", MANY);
  }

  @Override
  protected String failsMidway() {
    return "SELECT repeat(t, 100), CASE WHEN n = 250000 THEN CAST(t AS INTEGER) END"
        + " FROM (SELECT * FROM many ORDER BY n LIMIT 300000) x";
  }

  /** Trino writes each of them out when it plans. */
  @Override
  protected long steps() {
    return 9;
  }

  @Test
  void a_recursion_of_more_steps_says_what_allows_them() {
    assertEquals(
        QueryFailure.limit(
            "A recursion takes more steps than its source lets it: raise [max_recursion_depth]"
                + " among the sessionProperties of source [data]"),
        failure(
            "with recursive r(n) as (select 1 union all select n + 1 from r where n < 99)"
                + " select n from r"));
  }

  @Override
  protected boolean isIdle() throws Exception {
    return server.isIdle();
  }

  @Override
  protected List<String> writes() {
    return List.of(
        "INSERT INTO few VALUES (9, 'x', 1, NULL)",
        "DELETE FROM few",
        "CREATE TABLE x(a INTEGER)",
        "CREATE TABLE x AS SELECT * FROM few",
        "DROP TABLE few",
        "CREATE SCHEMA s");
  }

  @Override
  protected void executeDirectly(String sql) throws Exception {
    Cancellation cancellation = new Cancellation();
    try (Handle handle = source.connect(cancellation)) {
      source.reader().read(handle.getConnection(), sql, cancellation, Rows::readAll);
    }
  }

  @Override
  protected List<String> forbiddenCalls() {
    return List.of(
        "select version()",
        "select current_user",
        "select current_groups()",
        "select \"version\"()",
        "select {fn version()}",
        "select \"$not\"(true)",
        "select * from table(sequence(1, 3))",
        "select * from table(exclude_columns(few, 'n'))",
        "select * from table(system.query('select 1'))",
        "select * from table(system.builtin.sequence(1, 3))",
        "select 1 from few order by version()",
        "select sum(n) filter (where version() is null) from few");
  }

  @Override
  protected List<TypedValue> values() {
    return List.of(
        value("true", Scalar.BOOLEAN, true),
        value("false", Scalar.BOOLEAN, false),
        value("cast(-128 as tinyint)", Scalar.TINYINT, Byte.MIN_VALUE),
        value("cast(-32768 as smallint)", Scalar.SMALLINT, Short.MIN_VALUE),
        value("cast(2147483647 as integer)", Scalar.INTEGER, Integer.MAX_VALUE),
        value("cast('-9223372036854775808' as bigint)", Scalar.BIGINT, Long.MIN_VALUE),
        value("cast('1.1754944e-38' as real)", Scalar.REAL, Float.MIN_NORMAL),
        value("cast('-Infinity' as real)", Scalar.REAL, Float.NEGATIVE_INFINITY),
        value("cast('0.1' as double)", Scalar.DOUBLE, 0.1),
        value("cast('-123456.789' as double)", Scalar.DOUBLE, -123456.789),
        value("cast('NaN' as double)", Scalar.DOUBLE, Double.NaN),
        value("cast('Infinity' as double)", Scalar.DOUBLE, Double.POSITIVE_INFINITY),
        value("cast('1.7976931348623157e308' as double)", Scalar.DOUBLE, Double.MAX_VALUE),
        value("cast('4.9e-324' as double)", Scalar.DOUBLE, Double.MIN_VALUE),
        decimal("-99.99", 4, 2),
        decimal("0.05", 4, 2),
        decimal("-0.05", 4, 2),
        decimal("999999999", 9, 0),
        decimal("-0.999999999999999999", 18, 18),
        decimal("-9999999999999999999999999999.9999999999", 38, 10),
        decimal("99999999999999999999999999999999999999", 38, 0),
        decimal("-99999999999999999999999999999999999999", 38, 0),
        decimal("0.00000000000000000000000000000000000001", 38, 38),
        text("cast('中文 😀 \"q\" \\ \t' as varchar)", "中文 😀 \"q\" \\ \t"),
        text("cast('' as varchar)", ""),
        text("cast('ab' as char(4))", "ab  "),
        text("repeat('long', 100000)", "long".repeat(100_000)),
        value("x'00ff'", Scalar.VARBINARY, ByteBuffer.wrap(new byte[] {0, -1})),
        value("json_parse('{\"a\": 1}')", Scalar.JSON, "{\"a\":1}"),
        value(
            "cast('f50e8400-e29b-41d4-a716-446655440000' as uuid)",
            Scalar.UUID,
            UUID.fromString("f50e8400-e29b-41d4-a716-446655440000")),
        value("date '0001-01-01'", Scalar.DATE, LocalDate.of(1, 1, 1)),
        value("date '9999-12-31'", Scalar.DATE, LocalDate.of(9999, 12, 31)),
        value("cast('-4712-01-01' as date)", Scalar.DATE, LocalDate.of(-4712, 1, 1)),
        value("time '23:59:59.999999'", Scalar.TIME, LocalTime.parse("23:59:59.999999")),
        text("cast('23:59:59.999999999999' as time(12))", "23:59:59.999999999999"),
        value(
            "cast('12:30:00.5+05:30' as time(6) with time zone)",
            Scalar.TIME_WITH_TIME_ZONE,
            OffsetTime.parse("12:30:00.5+05:30")),
        value(
            "timestamp '1969-12-31 23:59:59.999999'",
            Timestamp.MICROS,
            LocalDateTime.parse("1969-12-31T23:59:59.999999")),
        value(
            "cast('1969-12-31 23:59:59.999999999' as timestamp(9))",
            new Timestamp(Timestamp.Unit.NANOSECONDS),
            LocalDateTime.parse("1969-12-31T23:59:59.999999999")),
        text(
            "cast('2020-01-01 00:00:00.123456789012' as timestamp(12))",
            "2020-01-01 00:00:00.123456789012"),
        value(
            "cast('2020-03-01 00:30:00.000001 +02:00' as timestamp(6) with time zone)",
            Scalar.TIMESTAMP_WITH_TIME_ZONE,
            Instant.parse("2020-02-29T22:30:00.000001Z")),
        value(
            "at_timezone(cast('2020-07-01 00:00:00 UTC' as timestamp(6) with time zone),"
                + " 'Europe/Berlin')",
            Scalar.TIMESTAMP_WITH_TIME_ZONE,
            Instant.parse("2020-07-01T00:00:00Z")),
        value("interval '-14' month", Scalar.INTERVAL, new Interval(-14, 0, 0)),
        value("interval '1-2' year to month", Scalar.INTERVAL, new Interval(14, 0, 0)),
        value(
            "interval '3 02:01:00.5' day to second",
            Scalar.INTERVAL,
            new Interval(0, 3, 7_260_500_000L)),
        text("cast('192.168.0.1' as ipaddress)", "192.168.0.1"),
        text("cast('1e50' as number)", "1E+50"),
        value(
            "map(array['a'], array[7])",
            new ColumnType.Map(Scalar.VARCHAR, Scalar.INTEGER),
            Map.of("a", 7)),
        value("map(array[array[1]], array[2])", Scalar.JSON, "{\"[1]\":2}"),
        value(
            "cast(json_parse('[1, null]') as row(\"n\" integer, l varchar))",
            new ColumnType.Struct(
                List.of(new Column("n", Scalar.INTEGER), new Column("l", Scalar.VARCHAR))),
            Arrays.asList(1, null)),
        value(
            "array[1, null, 3]", new ColumnType.Array(Scalar.INTEGER), Arrays.asList(1, null, 3)));
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

  private static TypedValue value(String sql, ColumnType type, @Nullable Object value) {
    return new TypedValue(sql, type, value);
  }
}
