package io.asyncquery.sql.postgresql;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Interval;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Decimal;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.ColumnType.Timestamp;
import io.asyncquery.sql.SourceContract;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.source.Source;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;

/** What holds for PostgreSQL, however the server was started. */
abstract class PostgreSqlContract extends SourceContract {

  private final PostgreSqlServer server;
  private final Source source;

  PostgreSqlContract(PostgreSqlServer server) {
    this.server = server;
    this.source = PostgreSqlSource.of(server.settings());
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
  protected String wide(long rows) {
    return "SELECT g.generate_series, repeat('x', 200) FROM generate_series(1, " + rows + ") g";
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
        "DROP TABLE few",
        "SELECT nextval('counter')",
        "SELECT * INTO y FROM few",
        "COPY few FROM PROGRAM 'echo 1'",
        "WITH d AS (DELETE FROM few RETURNING *) SELECT * FROM d");
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
        "select pg_read_binary_file('/etc/passwd')",
        "select * from pg_ls_dir('/')",
        "select pg_stat_file('/etc/passwd')",
        "select lo_import('/etc/passwd')",
        "select lo_get(1)",
        "select * from dblink('host=x', 'select 1')",
        "select pg_sleep(10)",
        "select current_setting('data_directory')",
        "select set_config('transaction_read_only', 'off', false)",
        "select query_to_xml('delete from few', true, false, '')",
        "select query_to_xmlschema('select 1', true, false, '')",
        "select table_to_xml('few', true, false, '')",
        "select schema_to_xml('public', true, false, '')",
        "select database_to_xml(true, false, '')",
        "select pg_terminate_backend(1)",
        "select pg_cancel_backend(1)",
        "select version()",
        "select inet_server_addr()",
        "select inet_client_port()",
        "select current_database()",
        "select current_user",
        "select session_user",
        "select pg_backend_pid()",
        "select pg_get_viewdef('x')",
        "select has_table_privilege('few', 'insert')",
        "select nextval('counter')",
        "select setval('counter', 9)",
        "select txid_current()",
        "select pg_advisory_lock(1)",
        "select pg_notify('a', 'b')",
        "select ts_stat('select 1')",
        "select * from pg_show_all_settings()",
        "select pg_catalog.pg_read_file('/etc/passwd')",
        "select \"pg_read_file\"('/etc/passwd')",
        "select {fn pg_read_file('/etc/passwd')}",
        "select * from generate_series(1, 3) g where pg_sleep(1) is null",
        "select 1 from few order by pg_sleep(1)",
        "select sum(n) filter (where pg_sleep(1) is null) from few",
        "select sum(n) over (order by pg_sleep(1)) from few");
  }

  @Override
  protected List<TypedValue> values() {
    return List.of(
        value("true", Scalar.BOOLEAN, true),
        value("false", Scalar.BOOLEAN, false),
        value("cast(-32768 as smallint)", Scalar.SMALLINT, Short.MIN_VALUE),
        value("cast(2147483647 as integer)", Scalar.INTEGER, Integer.MAX_VALUE),
        value("cast('-9223372036854775808' as bigint)", Scalar.BIGINT, Long.MIN_VALUE),
        value("cast('1.1754944e-38' as real)", Scalar.REAL, Float.MIN_NORMAL),
        value("cast('-Infinity' as real)", Scalar.REAL, Float.NEGATIVE_INFINITY),
        value("cast(0.1 as double)", Scalar.DOUBLE, 0.1),
        value("cast('NaN' as double)", Scalar.DOUBLE, Double.NaN),
        value("cast('1.7976931348623157e308' as double)", Scalar.DOUBLE, Double.MAX_VALUE),
        decimal("-99.99", 4, 2),
        decimal("0.05", 4, 2),
        decimal("7.00", 9, 2),
        decimal("120000.00", 9, 2),
        decimal("999999999", 9, 0),
        decimal("-0.999999999999999999", 18, 18),
        decimal("10000000000000000", 18, 0),
        decimal("-9999999999999999999999999999.9999999999", 38, 10),
        decimal("99999999999999999999999999999999999999", 38, 0),
        decimal("0.00000000000000000000000000000000000001", 38, 38),
        decimal("1000000000000000000000000000.5000000000", 38, 10),
        text("cast('NaN' as numeric)", "NaN"),
        text("cast('-12345678901234567890.0123' as numeric)", "-12345678901234567890.0123"),
        text("cast('0.0000050' as numeric)", "0.0000050"),
        text("cast('100000000' as numeric)", "100000000"),
        text("cast('0' as numeric)", "0"),
        text("cast('-0.5' as numeric)", "-0.5"),
        text("cast('1" + "0".repeat(999) + "' as numeric)", "1" + "0".repeat(999)),
        text("cast('中文 😀' as varchar)", "中文 😀"),
        text("cast('' as text)", ""),
        text("cast('ab' as char(4))", "ab  "),
        text("cast('a name' as name)", "a name"),
        text("repeat('long', 100000)", "long".repeat(100_000)),
        value("cast('\\x00ff' as bytea)", Scalar.VARBINARY, ByteBuffer.wrap(new byte[] {0, -1})),
        value("cast('{\"a\": 1}' as json)", Scalar.JSON, "{\"a\": 1}"),
        value("cast('{\"a\":1}' as jsonb)", Scalar.JSON, "{\"a\": 1}"),
        value(
            "cast('f50e8400-e29b-41d4-a716-446655440000' as uuid)",
            Scalar.UUID,
            UUID.fromString("f50e8400-e29b-41d4-a716-446655440000")),
        value("date '0001-01-01'", Scalar.DATE, LocalDate.of(1, 1, 1)),
        value("date '9999-12-31'", Scalar.DATE, LocalDate.of(9999, 12, 31)),
        value("cast('4713-01-01 BC' as date)", Scalar.DATE, LocalDate.of(-4712, 1, 1)),
        value("cast('infinity' as date)", Scalar.DATE, Integer.MAX_VALUE),
        value("cast('-infinity' as date)", Scalar.DATE, -Integer.MAX_VALUE),
        value("time '23:59:59.999999'", Scalar.TIME, LocalTime.parse("23:59:59.999999")),
        value(
            "cast('12:30:00.5+05:30' as timetz)",
            Scalar.TIME_WITH_TIME_ZONE,
            OffsetTime.parse("12:30:00.5+05:30")),
        value(
            "timestamp '1969-12-31 23:59:59.999999'",
            Timestamp.MICROS,
            LocalDateTime.parse("1969-12-31T23:59:59.999999")),
        value("cast('infinity' as timestamp)", Timestamp.MICROS, Long.MAX_VALUE),
        value("cast('-infinity' as timestamp)", Timestamp.MICROS, -Long.MAX_VALUE),
        value(
            "cast('2020-03-01 00:30:00.000001+02:00' as timestamptz)",
            Scalar.TIMESTAMP_WITH_TIME_ZONE,
            Instant.parse("2020-02-29T22:30:00.000001Z")),
        value("cast('infinity' as timestamptz)", Scalar.TIMESTAMP_WITH_TIME_ZONE, Long.MAX_VALUE),
        value(
            "cast('-14 mons +3 days -00:00:00.5' as interval day)",
            Scalar.INTERVAL,
            new Interval(-14, 3, 0)),
        text("cast('192.168.0.1' as inet)", "192.168.0.1"),
        text("cast('10.0.0.0/8' as cidr)", "10.0.0.0/8"),
        text("cast('08:00:2b:01:02:03' as macaddr)", "08:00:2b:01:02:03"),
        text("cast('<a>1</a>' as xml)", "<a>1</a>"),
        text("cast('(1,2)' as point)", "(1,2)"),
        text("cast('{1,NULL,3}' as _int4)", "{1,NULL,3}"),
        text("cast('[1,5)' as int4range)", "[1,5)"));
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
