package io.asyncquery.sql.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Interval;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Decimal;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.ColumnType.Timestamp;
import io.asyncquery.sql.SourceContract;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.source.Source;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What holds for ClickHouse, whatever stands before its engine. */
abstract class ClickHouseContract extends SourceContract {

  final ClickHouseServer server;
  private final Source source;

  ClickHouseContract(ClickHouseServer server) throws IOException {
    this.server = server;
    this.source = ClickHouseSource.of(server.settings("contract"));
  }

  @Override
  protected SourceDefinition prepare(Path folder) throws Exception {
    server.makeTables("contract", MANY);
    return server.source("contract");
  }

  @AfterAll
  void closeSource() {
    source.close();
  }

  /** With its table, lest both have one name. */
  @Override
  protected String again(String table, String name) {
    return table + "." + name;
  }

  /** Its calendar ends there. */
  @Override
  protected LocalDate last() {
    return LocalDate.of(2299, 12, 31);
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

  @Override
  protected List<String> invalid() {
    return List.of(
        "SELEC 1",
        "SELECT nothing FROM few",
        "SELECT * FROM nowhere",
        "SELECT nofunction(n) FROM few",
        "SELECT n, count(*) FROM few",
        "SELECT sum(name) FROM few",
        "SELECT CAST(name AS INTEGER) FROM few");
  }

  @Override
  protected boolean isIdle() throws Exception {
    return server.isIdle();
  }

  @Override
  protected List<String> writes() {
    return List.of(
        "INSERT INTO few VALUES (9, 'x', 1, NULL)",
        "DELETE FROM few WHERE 1",
        "ALTER TABLE few DELETE WHERE 1",
        "TRUNCATE TABLE few",
        "CREATE TABLE x(a Int32) ENGINE = Memory",
        "CREATE TABLE x ENGINE = Memory AS SELECT * FROM few",
        "DROP TABLE few",
        "CREATE DATABASE s",
        "SET readonly = 0",
        "SYSTEM SHUTDOWN");
  }

  @Override
  protected void executeDirectly(String sql) throws Exception {
    Cancellation cancellation = new Cancellation();
    try (Handle handle = source.connect(cancellation)) {
      var _ = ClickHouseConnection.session(handle).rows(sql, Map.of());
    }
  }

  @Override
  protected List<String> forbiddenCalls() {
    return List.of(
        "select version()",
        "select currentUser()",
        "select hostName()",
        "select \"version\"()",
        "select {fn version()}",
        "select getSetting('readonly')",
        "select file('/etc/passwd')",
        "select * from table(numbers(3))",
        "select * from table(file('x.csv'))",
        "select * from table(url('http://127.0.0.1/', CSV))",
        "select 1 from few order by version()",
        "select sum(n) filter (where version() is null) from few");
  }

  @Override
  protected List<TypedValue> values() {
    return List.of(
        value("\"toBool\"(1)", Scalar.BOOLEAN, true),
        value("\"toBool\"(0)", Scalar.BOOLEAN, false),
        value("\"toInt8\"(-128)", Scalar.TINYINT, Byte.MIN_VALUE),
        value("\"toInt16\"(-32768)", Scalar.SMALLINT, Short.MIN_VALUE),
        value("\"toInt32\"(2147483647)", Scalar.INTEGER, Integer.MAX_VALUE),
        value("\"toInt64\"('-9223372036854775808')", Scalar.BIGINT, Long.MIN_VALUE),
        value(
            "\"toInt128\"('-170141183460469231731687303715884105728')",
            Scalar.HUGEINT,
            BigInteger.ONE.shiftLeft(127).negate()),
        value("\"toUInt8\"(255)", Scalar.UTINYINT, (short) 255),
        value("\"toUInt16\"(65535)", Scalar.USMALLINT, 65_535),
        value("\"toUInt32\"(4294967295)", Scalar.UINTEGER, 4_294_967_295L),
        value(
            "\"toUInt64\"('18446744073709551615')",
            Scalar.UBIGINT,
            BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE)),
        value(
            "\"toUInt128\"('340282366920938463463374607431768211455')",
            Scalar.UHUGEINT,
            BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE)),
        text(
            "\"toInt256\"('-" + BigInteger.ONE.shiftLeft(255) + "')",
            "-" + BigInteger.ONE.shiftLeft(255)),
        text(
            "\"toUInt256\"('" + BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE) + "')",
            BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE).toString()),
        value("\"toFloat32\"('1.1754944e-38')", Scalar.REAL, Float.MIN_NORMAL),
        value("\"toFloat32\"('-inf')", Scalar.REAL, Float.NEGATIVE_INFINITY),
        value("\"toFloat64\"('0.1')", Scalar.DOUBLE, 0.1),
        value("\"toFloat64\"('-123456.789')", Scalar.DOUBLE, -123456.789),
        value("\"toFloat64\"('nan')", Scalar.DOUBLE, Double.NaN),
        value("\"toFloat64\"('inf')", Scalar.DOUBLE, Double.POSITIVE_INFINITY),
        value("\"toFloat64\"('1.7976931348623157e308')", Scalar.DOUBLE, Double.MAX_VALUE),
        value("\"toFloat64\"('4.9e-324')", Scalar.DOUBLE, Double.MIN_VALUE),
        decimal("-9.99", 32, 9, 2),
        decimal("0.05", 32, 9, 2),
        decimal("-0.05", 32, 9, 2),
        decimal("999999999", 32, 9, 0),
        decimal("-0.999999999999999999", 64, 18, 18),
        decimal("-9999999999999999999999999999.9999999999", 128, 38, 10),
        decimal("99999999999999999999999999999999999999", 128, 38, 0),
        decimal("-99999999999999999999999999999999999999", 128, 38, 0),
        decimal("0.00000000000000000000000000000000000001", 128, 38, 38),
        text("\"toDecimal256\"('-" + "9".repeat(74) + ".25', 2)", "-" + "9".repeat(74) + ".25"),
        text("'中文 😀 \"q\" \\ \t'", "中文 😀 \"q\" \\ \t"),
        text("''", ""),
        text("\"toFixedString\"('ab', 4)", "ab"),
        text("\"toLowCardinality\"('few')", "few"),
        text("\"toLowCardinality\"('more than twelve bytes')", "more than twelve bytes"),
        value("\"toLowCardinality\"(\"toInt64\"(7))", Scalar.BIGINT, 7L),
        text("repeat('long', 100000)", "long".repeat(100_000)),
        value(
            "\"toUUID\"('f50e8400-e29b-41d4-a716-446655440000')",
            Scalar.UUID,
            UUID.fromString("f50e8400-e29b-41d4-a716-446655440000")),
        value("\"toDate\"('1970-01-01')", Scalar.DATE, LocalDate.EPOCH),
        value("\"toDate\"('2149-06-06')", Scalar.DATE, LocalDate.of(2149, 6, 6)),
        value("\"toDate32\"('1900-01-01')", Scalar.DATE, LocalDate.of(1900, 1, 1)),
        value("\"toDate32\"('2299-12-31')", Scalar.DATE, LocalDate.of(2299, 12, 31)),
        value(
            "\"toDateTime\"('2106-02-07 06:28:15')",
            Timestamp.MICROS,
            LocalDateTime.parse("2106-02-07T06:28:15")),
        value(
            "\"toDateTime\"('2020-07-01 02:00:00', 'Europe/Berlin')",
            Scalar.TIMESTAMP_WITH_TIME_ZONE,
            Instant.parse("2020-07-01T00:00:00Z")),
        value(
            "\"toDateTime64\"('1969-12-31 23:59:59.999999', 6)",
            Timestamp.MICROS,
            LocalDateTime.parse("1969-12-31T23:59:59.999999")),
        value(
            "\"toDateTime64\"('1900-01-01 00:00:00.001', 3)",
            Timestamp.MICROS,
            LocalDateTime.parse("1900-01-01T00:00:00.001")),
        value(
            "\"toDateTime64\"('1969-12-31 23:59:59.999999999', 9)",
            new Timestamp(Timestamp.Unit.NANOSECONDS),
            LocalDateTime.parse("1969-12-31T23:59:59.999999999")),
        value(
            "\"toDateTime64\"('2020-03-01 00:30:00.000001', 6, 'Asia/Kolkata')",
            Scalar.TIMESTAMP_WITH_TIME_ZONE,
            Instant.parse("2020-02-29T19:00:00.000001Z")),
        value("\"toTime\"('23:59:59')", Scalar.TIME, LocalTime.parse("23:59:59")),
        value(
            "\"toTime64\"('23:59:59.999999', 6)", Scalar.TIME, LocalTime.parse("23:59:59.999999")),
        value("\"toIntervalMonth\"(-14)", Scalar.INTERVAL, new Interval(-14, 0, 0)),
        value("\"toIntervalDay\"(3)", Scalar.INTERVAL, new Interval(0, 3, 0)),
        value("\"toIntervalSecond\"(7)", Scalar.INTERVAL, new Interval(0, 0, 7_000_000)),
        text("\"toIPv4\"('192.168.0.1')", "192.168.0.1"),
        text("\"toIPv6\"('2001:db8::1:0:0:1')", "2001:db8::1:0:0:1"),
        text("\"toIPv6\"('::ffff:1.2.3.4')", "::ffff:1.2.3.4"));
  }

  /** A list and a map are never NULL in ClickHouse. */
  @Test
  void nested_types_come_as_themselves() {
    for (TypedValue nested :
        List.of(
            value(
                "\"map\"('a', \"toInt32\"(7))",
                new ColumnType.Map(Scalar.VARCHAR, Scalar.INTEGER),
                Map.of("a", 7)),
            value(
                "\"tuple\"(\"toInt32\"(1), 'x')",
                new ColumnType.Struct(
                    List.of(new Column("1", Scalar.INTEGER), new Column("2", Scalar.VARCHAR))),
                Arrays.asList(1, "x")),
            value(
                "\"array\"(\"toInt32\"(1), null, 3)",
                new ColumnType.Array(Scalar.INTEGER),
                Arrays.asList(1, null, 3)))) {
      String sql = "select " + nested.sql() + " as v from few where n < 3";
      assertEquals(List.of(new Column("v", nested.type())), run(sql, ColumnBatches::columns), sql);
      List<@Nullable Object> row = Arrays.asList(nested.value());
      assertEquals(List.of(row, row), run(sql, Rows::readAll), sql);
    }
  }

  private static TypedValue decimal(String number, int bits, int precision, int scale) {
    return value(
        "\"toDecimal" + bits + "\"('" + number + "', " + scale + ")",
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
