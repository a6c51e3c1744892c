package io.asyncquery.storage.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.CsvDialect;
import io.asyncquery.domain.CsvDialect.Quoting;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is written, read back by a library that knows nothing of us. */
class CsvRoundTripTest {

  private static final int A_MILLION = 1_000_000;

  @Property(tries = 400)
  void any_table_in_any_dialect_reads_back(@ForAll long seed) throws IOException {
    assertReadsBack(seed);
  }

  @Test
  @Tag("slow")
  void a_million_rows_read_back() throws IOException {
    long rows = 0;
    for (long seed = 0; rows < A_MILLION; seed++) {
      rows += assertReadsBack(seed);
    }
  }

  /** How many rows they were. */
  private static int assertReadsBack(long seed) throws IOException {
    RandomTables tables = new RandomTables(seed);
    CsvDialect dialect = tables.dialect();
    Rows rows = tables.table(dialect);

    assertEquals(
        shown(rows, dialect), read(Encoding.text(rows, dialect), dialect), () -> "seed " + seed);
    return rows.values().size();
  }

  @Test
  void null_and_the_empty_text_are_told_apart_where_null_has_a_text() throws IOException {
    Rows rows =
        Rows.of(new Column("a", Scalar.VARCHAR), new Column("b", Scalar.VARCHAR))
            .row(null, "")
            .row("", null)
            .row("NULL", "NULL");
    CsvDialect dialect =
        CsvEncoderTest.dialect(',', "UTF-8", Quoting.MINIMAL, "NULL", false, false);

    assertEquals(rows.values(), read(Encoding.text(rows, dialect), dialect));
  }

  @Test
  void null_and_the_empty_text_are_told_apart_where_texts_are_quoted() throws IOException {
    Rows rows =
        Rows.of(new Column("a", Scalar.VARCHAR), new Column("b", Scalar.DATE))
            .row(null, null)
            .row("", null);

    for (Quoting quoting : List.of(Quoting.ALL, Quoting.NON_NUMERIC)) {
      CsvDialect dialect = CsvEncoderTest.dialect(',', "UTF-8", quoting, "", false, false);
      assertEquals(rows.values(), read(Encoding.text(rows, dialect), dialect));
    }
  }

  /** The table as a reader is to see it; the header is its first row. */
  private static List<List<@Nullable Object>> shown(Rows rows, CsvDialect dialect) {
    List<List<@Nullable Object>> shown = new ArrayList<>();
    if (dialect.header()) {
      List<@Nullable Object> names = new ArrayList<>();
      rows.columns()
          .forEach(
              c -> names.add(blank(SlowCsv.shown(Scalar.VARCHAR, c.name(), dialect), dialect)));
      shown.add(names);
    }
    for (List<@Nullable Object> row : rows.values()) {
      List<@Nullable Object> cells = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        Object value = row.get(i);
        cells.add(
            value == null
                ? null
                : blank(SlowCsv.shown(rows.columns().get(i).type(), value, dialect), dialect));
      }
      shown.add(cells);
    }
    return shown;
  }

  /** The empty text reads as NULL where both are nothing. */
  private static @Nullable String blank(String text, CsvDialect dialect) {
    return text.isEmpty() && dialect.nullText().isEmpty() && dialect.quoting() == Quoting.MINIMAL
        ? null
        : text;
  }

  private static List<List<@Nullable Object>> read(String text, CsvDialect dialect)
      throws IOException {
    CSVFormat format =
        CSVFormat.Builder.create()
            .setDelimiter(Character.toString(dialect.separator()))
            .setQuote('"')
            .setEscape(null)
            .setIgnoreEmptyLines(false)
            .setQuoteMode(QuoteMode.ALL_NON_NULL) // a quoted text is not NULL
            .setNullString(dialect.nullText())
            .get();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (CSVRecord row : format.parse(new StringReader(text))) {
      rows.add(new ArrayList<>(row.toList()));
    }
    return rows;
  }
}
