package io.asyncquery.storage.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Decimal;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.ColumnType.Timestamp;
import io.asyncquery.domain.CsvDialect;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written, against DuckDB's own writer and reader. */
class CsvAgainstDuckDbTest {

  private static final List<Column> COLUMNS =
      List.of(
          new Column("tiny", Scalar.TINYINT),
          new Column("small", Scalar.SMALLINT),
          new Column("medium", Scalar.INTEGER),
          new Column("big", Scalar.BIGINT),
          new Column("huge", Scalar.HUGEINT),
          new Column("utiny", Scalar.UTINYINT),
          new Column("ubig", Scalar.UBIGINT),
          new Column("d4", new Decimal(4, 1)),
          new Column("d9", new Decimal(9, 2)),
          new Column("d18", new Decimal(18, 4)),
          new Column("d38", new Decimal(38, 10)),
          new Column("moderate", Scalar.DOUBLE),
          new Column("truth", Scalar.BOOLEAN),
          new Column("day", Scalar.DATE),
          new Column("moment", Scalar.TIME),
          new Column("instant", Timestamp.MICROS),
          new Column("id", Scalar.UUID),
          new Column("text", Scalar.VARCHAR));

  private static final int ROWS = 20_000;

  /** A value for each column, made from a row number {@code i}. */
  private static final String VALUES =
      """
      select
        case when i % 11 > 0 then (hash(i) % 256)::int - 128 end,
        case when i % 12 > 0 then (hash(i + 1) % 65536)::int - 32768 end,
        case when i % 13 > 0 then (hash(i + 2) % 4294967296)::bigint - 2147483648 end,
        case when i % 14 > 0 then hash(i + 3)::hugeint - 9223372036854775808 end,
        case when i % 2 > 0 then hash(i)::hugeint * (hash(i + 4)::hugeint // 4) * (i % 3 - 1) end,
        case when i % 15 > 0 then hash(i + 4) % 256 end,
        hash(i + 5),
        ((hash(i + 6) % 19999)::int - 9999) / 10,
        ((hash(i + 7) % 1999999999)::bigint - 999999999) / 100,
        ((hash(i + 8) % 2000000000000000)::bigint - 1000000000000000) / 10000,
        (hash(i + 9)::hugeint * 1000003 - 9000000000000000000000000) / 1000,
        ((hash(i + 10) % 2000000000)::bigint + 1000) / 1000.0,
        case when i % 7 > 0 then i % 3 = 0 end,
        date '0001-01-01' + (hash(i + 11) % 3652058)::int,
        time '00:00:00' + to_microseconds((hash(i + 12) % 86400000000)::bigint),
        timestamp '1600-01-01' + to_microseconds((hash(i + 13) % 25000000000000000)::bigint),
        uuid(),
        case when i % 5 > 0 then
          ['plain', 'a,b', 'say "x"', 'two\nlines', 'cr\rhere', 'Iñtërnâtiônàl', '异步查询', ' ']
            [1 + (hash(i + 14) % 8)::int] || repeat('x', (hash(i + 15) % 30)::int) end
      """;

  @TempDir Path folder;
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void the_bytes_are_those_of_copy_where_the_dialects_agree() throws Exception {
    createTable();
    Path copied = folder.resolve("copy.csv");
    execute("copy t to '" + copied + "' (format csv, header false)");

    Path ours = Files.write(folder.resolve("ours.csv"), encode());

    assertEquals(-1, Files.mismatch(copied, ours));
  }

  @Test
  void duckdb_reads_the_same_table_back() throws Exception {
    createTable();
    Path ours = Files.write(folder.resolve("ours.csv"), encode());
    execute("create table back as from t limit 0");
    execute("copy back from '" + ours + "' (format csv, header false, auto_detect false)");

    assertEquals(ROWS, number("select count(*) from back"));
    assertEquals(0, number("select count(*) from (from t except all from back)"));
  }

  @Test
  void duckdb_reads_extremes_back() throws Exception {
    Rows rows =
        Rows.of(
                new Column("a", Scalar.DOUBLE),
                new Column("b", Scalar.REAL),
                new Column("c", Scalar.UHUGEINT))
            .row(Double.MIN_VALUE, Float.MIN_VALUE, new BigInteger("3").pow(80))
            .row(-Double.MAX_VALUE, -Float.MAX_VALUE, BigInteger.ZERO)
            .row(Double.NaN, Float.NaN, BigInteger.TWO.pow(128).subtract(BigInteger.ONE))
            .row(Double.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, null)
            .row(1e-7, 1.5e10f, null);
    Path ours = Files.write(folder.resolve("ours.csv"), Encoding.encode(rows, CsvDialect.DEFAULT));
    execute("create table back(a double, b real, c uhugeint)");
    execute("copy back from '" + ours + "' (format csv, header false, auto_detect false)");

    try (Statement statement = connection.createStatement();
        ResultSet back = statement.executeQuery("from back")) {
      for (List<@Nullable Object> row : rows.values()) {
        back.next();
        assertEquals(row.get(0), back.getDouble(1));
        assertEquals(row.get(1), back.getFloat(2));
        assertEquals(row.get(2), back.getObject(3));
      }
    }
  }

  private void createTable() throws SQLException {
    String columns =
        COLUMNS.stream()
            .map(column -> column.name() + " " + column.type().sqlName())
            .collect(Collectors.joining(", "));
    execute("create table t(" + columns + ")");
    execute("insert into t " + VALUES + " from range(" + ROWS + ") r(i)");
  }

  private byte[] encode() throws SQLException {
    Rows rows = Rows.of(COLUMNS);
    try (Statement statement = connection.createStatement();
        ResultSet t = statement.executeQuery("from t")) {
      while (t.next()) {
        @Nullable Object[] values = new @Nullable Object[COLUMNS.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = value(t, i + 1, COLUMNS.get(i).type());
        }
        rows.row(values);
      }
    }
    return Encoding.encode(rows, CsvDialect.DEFAULT);
  }

  private static @Nullable Object value(ResultSet t, int column, ColumnType type)
      throws SQLException {
    return switch (type) {
      case Timestamp _ -> t.getObject(column, LocalDateTime.class);
      case Scalar.DATE -> t.getObject(column, LocalDate.class);
      case Scalar.TIME -> t.getObject(column, LocalTime.class);
      default -> t.getObject(column);
    };
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
