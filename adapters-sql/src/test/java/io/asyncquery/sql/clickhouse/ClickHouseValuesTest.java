package io.asyncquery.sql.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.sql.source.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever values ClickHouse makes up are decoded as ClickHouse itself writes them. */
@Tag("slow")
@ExtendWith(SharedClickHouse.class)
class ClickHouseValuesTest {

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private final ClickHouseServer server;

  ClickHouseValuesTest(ClickHouseServer server) {
    this.server = server;
  }

  /** A column of the table that is made up, and when a value is the same as its text. */
  private record Kind(String type, BiPredicate<Object, String> same) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("Int8", ClickHouseValuesTest::isNumber),
          new Kind("UInt16", ClickHouseValuesTest::isNumber),
          new Kind("Int32", ClickHouseValuesTest::isNumber),
          new Kind("UInt64", ClickHouseValuesTest::isNumber),
          new Kind("Int128", ClickHouseValuesTest::isNumber),
          new Kind("UInt128", ClickHouseValuesTest::isNumber),
          new Kind("Int256", ClickHouseValuesTest::isText),
          new Kind("UInt256", ClickHouseValuesTest::isText),
          new Kind("Decimal(9, 3)", ClickHouseValuesTest::isNumber),
          new Kind("Decimal(18, 5)", ClickHouseValuesTest::isNumber),
          new Kind("String", ClickHouseValuesTest::isText),
          new Kind("Nullable(String)", ClickHouseValuesTest::isText),
          new Kind("Nullable(Int64)", ClickHouseValuesTest::isNumber),
          new Kind("LowCardinality(Nullable(String))", ClickHouseValuesTest::isText),
          new Kind("Enum8('a\\'b' = -128, 'c, d' = 0, '(e)' = 127)", ClickHouseValuesTest::isText),
          new Kind("Enum16('x' = -1, 'y' = 300)", ClickHouseValuesTest::isText),
          new Kind("UUID", ClickHouseValuesTest::isText),
          new Kind("IPv4", ClickHouseValuesTest::isText),
          new Kind("IPv6", ClickHouseValuesTest::isText),
          new Kind("Date", ClickHouseValuesTest::isText),
          new Kind("Date32", ClickHouseValuesTest::isText),
          new Kind(
              "DateTime", (value, text) -> ((LocalDateTime) value).format(CLOCK).equals(text)));

  private static boolean isText(Object value, String text) {
    return value.toString().equals(text);
  }

  private static boolean isNumber(Object value, String text) {
    return new BigDecimal(value.toString()).compareTo(new BigDecimal(text)) == 0;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void values_are_what_clickhouse_writes(int seed) throws Exception {
    StringBuilder structure = new StringBuilder();
    StringBuilder selected = new StringBuilder();
    for (int i = 0; i < KINDS.size(); i++) {
      structure
          .append(i == 0 ? "" : ", ")
          .append("c")
          .append(i)
          .append(' ')
          .append(KINDS.get(i).type);
      selected.append(i == 0 ? "" : ", ").append("c%d, toString(c%d) AS t%d".formatted(i, i, i));
    }
    String from =
        " FROM generateRandom('"
            + structure.toString().replace("\\", "\\\\").replace("'", "\\'")
            + "', "
            + seed
            + ", 20, 3) LIMIT 40000";
    List<List<@Nullable Object>> rows = read("SELECT " + selected + from);

    assertEquals(40_000, rows.size());
    for (List<@Nullable Object> row : rows) {
      for (int i = 0; i < KINDS.size(); i++) {
        Object value = row.get(2 * i);
        Object text = row.get(2 * i + 1);
        if (value == null || text == null) {
          assertEquals(text, value, KINDS.get(i).type);
        } else if (!KINDS.get(i).same.test(value, text.toString())) {
          assertEquals(text, value, KINDS.get(i).type);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Array(Array(Nullable(Int32)))",
        "Map(String, Array(UInt8))",
        "Tuple(a Nullable(String), b Array(LowCardinality(String)))"
      })
  void nested_values_hold_as_much_as_clickhouse_says(String type) throws Exception {
    List<List<@Nullable Object>> rows =
        read(
            "SELECT c, toJSONString(c) FROM generateRandom('c %s', 5, 8, 4) LIMIT 20000"
                .formatted(type));

    assertEquals(20_000, rows.size());
    for (List<@Nullable Object> row : rows) {
      assertEquals(marks(row.get(1)), marks(row.getFirst()), String.valueOf(row));
    }
  }

  /** How many NULLs there are. */
  private static int marks(@Nullable Object value) {
    return String.valueOf(value).split("\\bnull\\b", -1).length;
  }

  /** Every beginning of an answer is none, but for that which ends with a block. */
  @Test
  void what_ends_within_a_block_is_no_answer() throws Exception {
    byte[] name = "n".getBytes(StandardCharsets.UTF_8);
    byte[] type = "Int32".getBytes(StandardCharsets.UTF_8);
    byte[] block = new byte[4 + name.length + type.length + 4];
    block[0] = 1;
    block[1] = 1;
    block[2] = 1;
    block[3] = name[0];
    block[4] = 5;
    System.arraycopy(type, 0, block, 5, type.length);

    for (int length = 1; length < block.length; length++) {
      NativeInput cut = new NativeInput(new ByteArrayInputStream(Arrays.copyOf(block, length)));
      assertThrows(IOException.class, () -> reader().read(cut), "of " + length + " bytes");
    }
    NativeInput whole = new NativeInput(new ByteArrayInputStream(block));
    reader().read(whole).orElseThrow().close();
    assertEquals(true, whole.isAtEnd());
  }

  private static BlockReader reader() {
    return new BlockReader(new ColumnDecoders(ZoneId.of("UTC")), List::of);
  }

  private List<List<@Nullable Object>> read(String sql) throws IOException, SQLException {
    Cancellation cancellation = new Cancellation();
    try (Source source = ClickHouseSource.of(server.settings("default"));
        Handle handle = source.connect(cancellation)) {
      return source.reader().read(handle.getConnection(), sql, cancellation, Rows::readAll);
    }
  }
}
