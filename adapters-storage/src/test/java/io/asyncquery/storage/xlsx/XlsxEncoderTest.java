package io.asyncquery.storage.xlsx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.batch.BatchBuilder;
import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Interval;
import io.asyncquery.application.testdata.JavaValues;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.application.testdata.StoredForms;
import io.asyncquery.application.testdata.TrackedBatches;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Array;
import io.asyncquery.domain.ColumnType.Decimal;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.ColumnType.Timestamp;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.storage.text.TextBuffer;
import io.asyncquery.storage.text.ValueText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class XlsxEncoderTest {

  @Test
  void numbers_are_numbers_and_text_is_text() throws IOException {
    Rows rows =
        Rows.of(
                new Column("n", Scalar.BIGINT),
                new Column("d", new Decimal(9, 2)),
                new Column("f", Scalar.DOUBLE),
                new Column("b", Scalar.BOOLEAN),
                new Column("t", Scalar.VARCHAR))
            .row(-42L, new BigDecimal("1.50"), 0.1, true, "007")
            .row(null, null, null, null, "");

    Sheet sheet = onlySheet(rows, true);

    assertEquals(List.of("n", "d", "f", "b", "t"), texts(sheet.getRow(0)));
    Row first = sheet.getRow(1);
    assertEquals(-42, first.getCell(0).getNumericCellValue());
    assertEquals(1.5, first.getCell(1).getNumericCellValue());
    assertEquals(0.1, first.getCell(2).getNumericCellValue());
    assertTrue(first.getCell(3).getBooleanCellValue());
    assertEquals("007", first.getCell(4).getStringCellValue());
    Row second = sheet.getRow(2);
    for (int i = 0; i < 4; i++) {
      assertNull(second.getCell(i));
    }
    assertEquals("", second.getCell(4).getStringCellValue());
    assertEquals(2, sheet.getLastRowNum());
  }

  @Test
  void without_a_header_the_first_row_is_a_row() throws IOException {
    Sheet sheet = onlySheet(Rows.numbered(3), false);

    assertEquals(0, sheet.getRow(0).getCell(0).getNumericCellValue());
    assertEquals(2, sheet.getLastRowNum());
  }

  @Test
  void a_result_without_rows_is_a_sheet() throws IOException {
    assertEquals(-1, onlySheet(Rows.numbered(0), false).getLastRowNum());
    assertEquals(List.of("n", "t"), texts(onlySheet(Rows.numbered(0), true).getRow(0)));
  }

  @Test
  void a_sheet_is_the_xml_that_spreadsheets_expect() throws IOException {
    Rows rows =
        Rows.of(
                new Column("d", Scalar.DATE),
                new Column("t", Scalar.VARCHAR),
                new Column("b", Scalar.BOOLEAN),
                new Column("n", Scalar.INTEGER))
            .row(LocalDate.of(1970, 1, 1), " kept ", false, -1)
            .row(null, "<&>\r", null, 2);

    assertEquals(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
            + "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
            + "<cols><col min=\"1\" max=\"1\" width=\"12\" customWidth=\"1\"/></cols><sheetData>"
            + "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>25569</v></c><c r=\"B1\" t=\"inlineStr\">"
            + "<is><t xml:space=\"preserve\"> kept </t></is></c><c r=\"C1\" t=\"b\"><v>0</v></c>"
            + "<c r=\"D1\"><v>-1</v></c></row>"
            + "<row r=\"2\"><c r=\"B2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
            + "&lt;&amp;&gt;_x000D_</t></is></c><c r=\"D2\"><v>2</v></c></row>"
            + "</sheetData></worksheet>",
        part(bytes(rows, false), "xl/worksheets/sheet1.xml"));
  }

  private static String part(byte[] workbook, String name) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(name)) {
          return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    }
    throw new AssertionError("no part [" + name + "]");
  }

  static Stream<Arguments> points() {
    return Stream.of(
        Arguments.of(Scalar.DATE, LocalDate.of(1900, 3, 1), "1900-03-01"),
        Arguments.of(Scalar.DATE, LocalDate.of(2024, 2, 29), "2024-02-29"),
        Arguments.of(Scalar.DATE, LocalDate.of(9999, 12, 31), "9999-12-31"),
        Arguments.of(Scalar.TIME, LocalTime.parse("00:00:00"), "00:00:00.000"),
        Arguments.of(Scalar.TIME, LocalTime.parse("23:59:59.999"), "23:59:59.999"),
        Arguments.of(
            Timestamp.MICROS,
            LocalDateTime.parse("2024-02-29T12:30:15.125"),
            "2024-02-29 12:30:15.125"),
        Arguments.of(
            new Timestamp(Timestamp.Unit.NANOSECONDS),
            LocalDateTime.parse("2024-02-29T00:00:00"),
            "2024-02-29 00:00:00.000"),
        Arguments.of(
            Scalar.TIMESTAMP_WITH_TIME_ZONE,
            Instant.parse("2024-02-29T12:30:15.125Z"),
            "2024-02-29 12:30:15.125"));
  }

  @ParameterizedTest
  @MethodSource("points")
  void points_in_time_are_numbers_that_show_as_what_they_are(
      ColumnType type, Object value, String shown) throws IOException {
    Cell cell = cell(type, value);

    assertEquals(CellType.NUMERIC, cell.getCellType());
    assertTrue(DateUtil.isCellDateFormatted(cell));
    assertEquals(shown, new DataFormatter().formatCellValue(cell));
  }

  static Stream<Arguments> kept() {
    return Stream.of(
        Arguments.of(Scalar.DATE, LocalDate.of(1900, 2, 28), "1900-02-28"),
        Arguments.of(Scalar.DATE, LocalDate.of(1, 1, 1), "0001-01-01"),
        Arguments.of(Scalar.DATE, LocalDate.of(10_000, 1, 1), "+10000-01-01"),
        Arguments.of(Scalar.DATE, Integer.MAX_VALUE, "infinity"),
        Arguments.of(Timestamp.MICROS, -Long.MAX_VALUE, "-infinity"),
        Arguments.of(
            Timestamp.MICROS, LocalDateTime.parse("1899-12-31T23:59:59"), "1899-12-31 23:59:59"),
        Arguments.of(
            new Timestamp(Timestamp.Unit.NANOSECONDS),
            LocalDateTime.parse("2024-01-01T00:00:00.000000001"),
            "2024-01-01 00:00:00.000000001"),
        Arguments.of(Scalar.BIGINT, 1_234_567_890_123_456L, "1234567890123456"),
        Arguments.of(Scalar.BIGINT, Long.MIN_VALUE, "-9223372036854775808"),
        Arguments.of(
            new Decimal(38, 10), new BigDecimal("-1234567.1234567891"), "-1234567.1234567891"),
        Arguments.of(Scalar.DOUBLE, Double.NaN, "NaN"),
        Arguments.of(Scalar.REAL, Float.NEGATIVE_INFINITY, "-Infinity"),
        Arguments.of(Scalar.VARBINARY, ByteBuffer.wrap(new byte[] {0, -1, 16}), "AP8Q"),
        Arguments.of(Scalar.INTERVAL, new Interval(1, 2, 3), "P1M2DT0.000003S"),
        Arguments.of(
            Scalar.UUID,
            UUID.fromString("43eeb967-e76a-4214-8932-70594d454013"),
            "43eeb967-e76a-4214-8932-70594d454013"),
        Arguments.of(new Array(Scalar.VARCHAR), List.of("<a>", "&"), "[\"<a>\",\"&\"]"));
  }

  @ParameterizedTest
  @MethodSource("kept")
  void what_a_spreadsheet_cannot_hold_is_text(ColumnType type, Object value, String text)
      throws IOException {
    Cell cell = cell(type, value);

    assertEquals(CellType.STRING, cell.getCellType());
    assertEquals(text, cell.getStringCellValue());
  }

  static Stream<Arguments> exact() {
    return Stream.of(
        Arguments.of(Scalar.BIGINT, 999_999_999_999_999L),
        Arguments.of(Scalar.BIGINT, 1_000_000_000_000_000_000L),
        Arguments.of(Scalar.HUGEINT, BigInteger.TEN.pow(37)),
        Arguments.of(new Decimal(38, 10), new BigDecimal("12345.1234567891")),
        Arguments.of(new Decimal(38, 38), new BigDecimal("1e-38")),
        Arguments.of(new Decimal(4, 2), new BigDecimal("0.00")));
  }

  @ParameterizedTest
  @MethodSource("exact")
  void numbers_of_up_to_15_significant_digits_are_numbers(ColumnType type, Number value)
      throws IOException {
    assertEquals(value.doubleValue(), cell(type, value).getNumericCellValue());
  }

  @Property(tries = 300)
  void no_value_of_any_type_is_wrong(@ForAll("typed") Tuple2<ColumnType, Object> typed)
      throws IOException {
    Cell cell = cell(typed.get1(), typed.get2());

    switch (cell.getCellType()) {
      case NUMERIC -> assertNumber(typed.get2(), cell);
      case BOOLEAN -> assertEquals(typed.get2(), cell.getBooleanCellValue());
      case STRING -> assertEquals(text(typed.get1(), typed.get2()), cell.getStringCellValue());
      default -> throw new AssertionError(cell.getCellType());
    }
  }

  @Provide
  static Arbitrary<Tuple2<ColumnType, Object>> typed() {
    return Arbitraries.of(StoredForms.types())
        .flatMap(type -> JavaValues.of(type).map(value -> Tuple.of(type, value)));
  }

  private static void assertNumber(Object value, Cell cell) {
    switch (value) {
      case LocalDate date -> assertEquals(date, cell.getLocalDateTimeCellValue().toLocalDate());
      case LocalTime time ->
          assertClose(time.toNanoOfDay() / 1e9, cell.getNumericCellValue() * 86_400);
      case LocalDateTime time -> assertClose(excel(time), cell.getNumericCellValue());
      case Instant time ->
          assertClose(
              excel(LocalDateTime.ofInstant(time, ZoneOffset.UTC)), cell.getNumericCellValue());
      case Float number ->
          assertEquals(Double.parseDouble(number.toString()), cell.getNumericCellValue());
      case Number number -> assertEquals(number.doubleValue(), cell.getNumericCellValue());
      default -> throw new AssertionError(value);
    }
  }

  private static double excel(LocalDateTime time) {
    LocalDateTime first = LocalDateTime.of(1899, 12, 30, 0, 0);
    return ChronoUnit.DAYS.between(first, time) + time.toLocalTime().toNanoOfDay() / 86_400e9;
  }

  private static void assertClose(double expected, double actual) {
    assertEquals(expected, actual, Math.ulp(expected));
  }

  @Test
  void the_places_of_null_stay_empty_beyond_the_26th_column() throws IOException {
    List<Column> columns = Collections.nCopies(800, new Column("c", Scalar.INTEGER));
    Object[] row = new Object[columns.size()];
    row[25] = 25;
    row[26] = 26;
    row[701] = 701;
    row[702] = 702;
    row[799] = 799;

    Row read = onlySheet(Rows.of(columns).row(row), false).getRow(0);

    assertEquals(5, read.getPhysicalNumberOfCells());
    for (Cell cell : read) {
      assertEquals(cell.getColumnIndex(), cell.getNumericCellValue());
    }
  }

  @Property
  void any_text_reads_back_the_same(@ForAll("texts") String text) throws IOException {
    assertEquals(text, cell(Scalar.VARCHAR, text).getStringCellValue());
  }

  @Provide
  static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(30),
            Arbitraries.of(
                    "_x0041_", "_x", "_", "x000D_", "_x00", "0d_", "\r\n", "\t", " ", "<&>\"'",
                    "\uFFFE", "\uFFFF", "\uFFFD", "ﾟ", "😀", "\u0000", "]]>", "&#10;")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts)))
        .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
  }

  @Test
  void a_text_as_long_as_a_cell_takes_is_kept() throws IOException {
    String text = "😀".repeat(16_383) + "é";

    assertEquals(CellText.MAX_CHARS, text.length());
    assertEquals(text, cell(Scalar.VARCHAR, text).getStringCellValue());
  }

  @Test
  void a_longer_text_fails_the_query_with_its_place() {
    Rows rows =
        Rows.of(new Column("n", Scalar.INTEGER), new Column("long", Scalar.VARCHAR)).perBatch(2);
    rows.row(1, "a").row(2, "b").row(3, "é".repeat(32_768));
    TrackedBatches batches = rows.lend();

    var thrown =
        assertThrows(
            QueryFailedException.class,
            () ->
                new XlsxEncoder(true)
                    .encode(batches, new ByteArrayOutputStream(), new Cancellation()));

    batches.assertAllClosed();
    assertEquals(FailureCategory.LIMIT, thrown.failure().category());
    assertEquals(
        "Column [long] holds in row [3] text of more than the 32,767 characters that a cell of a"
            + " spreadsheet takes; shorten it or choose another format",
        thrown.failure().message());
  }

  @Test
  void more_columns_than_a_sheet_has_fail_the_query() {
    Rows rows = Rows.of(Collections.nCopies(16_385, new Column("c", Scalar.INTEGER)));

    var thrown =
        assertThrows(
            QueryFailedException.class,
            () ->
                new XlsxEncoder(true)
                    .encode(rows.lend(), new ByteArrayOutputStream(), new Cancellation()));

    assertEquals(FailureCategory.LIMIT, thrown.failure().category());
  }

  @Test
  void rows_that_do_not_fit_one_sheet_go_on_in_the_next_with_the_header() throws Exception {
    int rowsOfSheet = 1_048_576;
    int count = rowsOfSheet + 10;
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    new XlsxEncoder(true).encode(new Counting(count), out, new Cancellation());

    List<SheetFacts> sheets = SheetFacts.of(out.toByteArray());
    assertEquals(
        List.of(
            new SheetFacts("Sheet1", rowsOfSheet, "n", "0", String.valueOf(rowsOfSheet - 2)),
            new SheetFacts("Sheet2", 12, "n", String.valueOf(rowsOfSheet - 1), "" + (count - 1))),
        sheets);
  }

  @Test
  void the_same_rows_give_the_same_bytes() throws IOException {
    Rows rows = Rows.numbered(1_000);

    assertArrayEquals(bytes(rows, true), bytes(rows, true));
  }

  /** Numbers from 0, without the objects of {@link Rows}. */
  private static final class Counting implements ColumnBatches {

    private final int count;
    private int next;

    Counting(int count) {
      this.count = count;
    }

    @Override
    public List<Column> columns() {
      return List.of(new Column("n", Scalar.INTEGER));
    }

    @Override
    public Optional<ColumnBatch> next() {
      if (next == count) {
        return Optional.empty();
      }
      BatchBuilder batch = new BatchBuilder(columns());
      for (int end = Math.min(count, next + 50_000); next < end; next++) {
        batch.column(0).appendInt(next);
        batch.endRow();
      }
      return Optional.of(batch.build());
    }
  }

  private static Cell cell(ColumnType type, @Nullable Object value) throws IOException {
    return onlySheet(Rows.of(new Column("c", type)).row(value), false).getRow(0).getCell(0);
  }

  private static String text(ColumnType type, Object value) {
    TextBuffer out = TextBuffer.small();
    try (ColumnBatch batch = Rows.of(new Column("c", type)).row(value).batch()) {
      ValueText.of(type).append(batch.column(0), 0, out);
    }
    return out.toString();
  }

  private static List<String> texts(Row row) {
    List<String> texts = new ArrayList<>();
    row.forEach(cell -> texts.add(cell.getStringCellValue()));
    return texts;
  }

  private static Sheet onlySheet(Rows rows, boolean header) throws IOException {
    try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes(rows, header)))) {
      assertEquals(1, workbook.getNumberOfSheets());
      return workbook.getSheetAt(0);
    }
  }

  private static byte[] bytes(Rows rows, boolean header) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TrackedBatches batches = rows.lend();
    assertEquals(
        rows.values().size(), new XlsxEncoder(header).encode(batches, out, new Cancellation()));
    batches.assertAllClosed();
    return out.toByteArray();
  }
}
