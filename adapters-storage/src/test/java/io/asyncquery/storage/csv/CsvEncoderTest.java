package io.asyncquery.storage.csv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.application.testdata.Rows;
import io.asyncquery.application.testdata.StoredForms;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Decimal;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.CsvDialect;
import io.asyncquery.domain.CsvDialect.LineEnding;
import io.asyncquery.domain.CsvDialect.Quoting;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written, against an oracle of plain Java. */
class CsvEncoderTest {

  private static final Column TEXT = new Column("t", Scalar.VARCHAR);
  private static final Column NUMBER = new Column("n", Scalar.BIGINT);

  @Test
  void the_default_dialect_is_the_one_of_the_contract() {
    Rows rows =
        Rows.of(NUMBER, TEXT, new Column("d", new Decimal(9, 2)))
            .row(1L, "plain", new java.math.BigDecimal("1.50"))
            .row(-2L, "with, comma", null)
            .row(null, "with \"quotes\"", new java.math.BigDecimal("-0.05"))
            .row(3L, "with\nline\rends", new java.math.BigDecimal("0"))
            .row(4L, "", null)
            .row(5L, null, null);

    assertEquals(
        """
        1,plain,1.50
        -2,"with, comma",
        ,"with ""quotes\""",-0.05
        3,"with
        line\rends",0.00
        4,,
        5,,
        """,
        Encoding.text(rows, CsvDialect.DEFAULT));
  }

  @Test
  void a_result_without_rows_is_empty_or_has_its_header() {
    assertEquals("", Encoding.text(Rows.of(NUMBER, TEXT), CsvDialect.DEFAULT));
    assertEquals(
        "n,t\n", Encoding.text(Rows.of(NUMBER, TEXT), CsvDialect.DEFAULT.withHeader(true)));
  }

  @Test
  void column_names_are_quoted_like_any_value() {
    Rows rows = Rows.of(new Column("a,b", Scalar.BIGINT), new Column("say \"c\"", Scalar.DATE));

    assertEquals(
        "\"a,b\",\"say \"\"c\"\"\"\n", Encoding.text(rows, CsvDialect.DEFAULT.withHeader(true)));
  }

  @Test
  void a_byte_order_mark_comes_once_and_first() {
    CsvDialect dialect = dialect(',', "UTF-16LE", Quoting.MINIMAL, "", true, false);

    byte[] bytes = Encoding.encode(Rows.numbered(40_000).perBatch(1_000), dialect);

    assertArrayEquals(new byte[] {(byte) 0xff, (byte) 0xfe, '0', 0, ',', 0}, head(bytes, 6));
    assertEquals(-1, new String(bytes, StandardCharsets.UTF_16LE).indexOf('\uFEFF', 1));
  }

  @Test
  void a_charset_that_marks_every_encoding_is_marked_once() {
    CsvDialect dialect = dialect(',', "UTF-16", Quoting.MINIMAL, "", false, false);

    byte[] bytes = Encoding.encode(Rows.numbered(40_000).perBatch(1_000), dialect);

    assertArrayEquals(new byte[] {(byte) 0xfe, (byte) 0xff, 0, '0', 0, ','}, head(bytes, 6));
    assertEquals(-1, new String(bytes, StandardCharsets.UTF_16BE).indexOf('\uFEFF', 1));
  }

  @Test
  void numbers_and_times_that_hold_the_separator_are_quoted() {
    Rows rows =
        Rows.of(NUMBER, new Column("d", Scalar.DATE), new Column("f", Scalar.DOUBLE))
            .row(-1L, java.time.LocalDate.of(2024, 1, 2), 1.5)
            .row(1L, null, -1e-10);

    assertEquals(
        "\"-1\"-\"2024-01-02\"-1.5\n1--\"-1.0E-10\"\n",
        Encoding.text(rows, dialect('-', "UTF-8", Quoting.MINIMAL, "", false, false)));
    assertEquals(
        "-1.2024-01-02.\"1.5\"\n1..\"-1.0E-10\"\n",
        Encoding.text(rows, dialect('.', "UTF-8", Quoting.MINIMAL, "", false, false)));
  }

  @Test
  void a_value_that_reads_like_null_is_quoted() {
    Rows rows = Rows.of(NUMBER, TEXT).row(0L, "0").row(10L, "x").row(null, null).row(0L, "");

    assertEquals(
        "\"0\",\"0\"\n10,x\n0,0\n\"0\",\n",
        Encoding.text(rows, dialect(',', "UTF-8", Quoting.MINIMAL, "0", false, false)));
  }

  @Test
  void formulas_are_guarded_in_text_alone() {
    Rows rows =
        Rows.of(TEXT, NUMBER, new Column("d", Scalar.DOUBLE), new Column("h", Scalar.HUGEINT))
            .row("=1+2", -1L, -0.5, java.math.BigInteger.valueOf(-7))
            .row("@x", 1L, -1e300, null)
            .row("-,", 1L, null, null)
            .row("a=b", 1L, null, null);

    assertEquals(
        "'=1+2,-1,-0.5,-7\n'@x,1,-1.0E300,\n\"'-,\",1,,\na=b,1,,\n",
        Encoding.text(rows, dialect(',', "UTF-8", Quoting.MINIMAL, "", false, true)));
  }

  static Stream<ColumnType> types() {
    return Stream.concat(
        StoredForms.types().stream(),
        IntStream.rangeClosed(1, 38)
            .boxed()
            .flatMap(p -> IntStream.of(0, p / 2, p).mapToObj(s -> new Decimal(p, s))));
  }

  @ParameterizedTest
  @MethodSource("types")
  void every_value_of_a_type_has_the_text_of_the_contract(ColumnType type) {
    RandomTables tables = new RandomTables(type.sqlName().hashCode());
    List<Column> columns = List.of(new Column("a", type), new Column("b", type));

    Encoding.assertContract(tables.table(CsvDialect.DEFAULT, columns, 2_000), CsvDialect.DEFAULT);
  }

  @Property(tries = 400)
  void any_table_in_any_dialect_is_written_as_the_contract_states(@ForAll long seed) {
    RandomTables tables = new RandomTables(seed);
    CsvDialect dialect = tables.dialect();

    Encoding.assertContract(tables.table(dialect), dialect);
  }

  @Property(tries = 300)
  void any_text_is_written_as_the_contract_states(
      @ForAll @Size(min = 1, max = 9) List<String> texts) {
    Rows rows = Rows.of(TEXT, TEXT).perBatch(4);
    texts.stream().map(CsvEncoderTest::valid).forEach(text -> rows.row(text, text));

    Encoding.assertContract(rows, CsvDialect.DEFAULT);
  }

  @Test
  void texts_of_every_length_are_whole() {
    Rows rows = Rows.of(TEXT, TEXT);
    for (int length = 0; length < 600; length++) {
      rows.row("x".repeat(length), "é".repeat(length / 2) + ",");
    }
    for (int length = 1_000; length <= 100_000; length *= 10) {
      rows.row("y".repeat(length), "\"".repeat(length));
    }

    Encoding.assertContract(rows, CsvDialect.DEFAULT);
    Encoding.assertContract(rows, dialect(',', "UTF-8", Quoting.ALL, "", false, false));
  }

  @Test
  void a_special_character_is_found_wherever_it_stands() {
    Rows rows = Rows.of(TEXT);
    for (int length = 1; length < 40; length++) {
      for (int at = 0; at < length; at++) {
        for (String special : List.of("\"", ",", "\n", "\r", "\u00ac", "\u0001", ".")) {
          rows.row("a".repeat(at) + special + "a".repeat(length - at - 1));
        }
      }
    }

    Encoding.assertContract(rows, CsvDialect.DEFAULT);
    Encoding.assertContract(rows, dialect('\u00ac', "UTF-8", Quoting.MINIMAL, "", false, false));
  }

  @Test
  void tables_of_many_columns_are_whole() {
    RandomTables tables = new RandomTables(1);
    List<Column> columns =
        IntStream.range(0, 1_500).mapToObj(i -> new Column("c" + i, tables.type())).toList();

    Encoding.assertContract(tables.table(CsvDialect.DEFAULT, columns, 150), CsvDialect.DEFAULT);
  }

  static CsvDialect dialect(
      int separator, String charset, Quoting quoting, String nullText, boolean bom, boolean guard) {
    return new CsvDialect(
        separator, false, Charset.forName(charset), quoting, nullText, LineEnding.LF, bom, guard);
  }

  /** Without halves of surrogate pairs, which are no characters and which UTF-8 cannot hold. */
  private static String valid(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static byte[] head(byte[] bytes, int length) {
    return java.util.Arrays.copyOf(bytes, length);
  }
}
