package io.asyncquery.storage.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.testdata.StoredForms;
import io.asyncquery.domain.CsvDialect;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.Limits.Cap;
import io.asyncquery.domain.Limits.OnLimit;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.ResultFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CappedOutputTest {

  private static final List<String> ROWS =
      List.of("1,a\n", "\"a \"\"quoted\"\"\nvalue\r\n\",\n", "\n", "2,\"ö\"\r\n", "3,b\n");

  /** Whatever the sizes of the writes and the cap. */
  @Property(tries = 500)
  void a_cut_falls_between_rows(
      @ForAll @IntRange(max = 80) int max,
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 12) Integer> writes)
      throws IOException {
    byte[] all = String.join("", ROWS).repeat(2).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    CappedOutput out = capped(file, new ResultFormat.Csv(CsvDialect.DEFAULT), max);

    for (int from = 0, n = 0; from < all.length; n++) {
      int length = Math.min(writes.get(n % writes.size()), all.length - from);
      out.write(all, from, length);
      from += length;
    }

    int rows = 0;
    String expected = "";
    while (rows < 10 && bytes(expected + ROWS.get(rows % 5)) <= max) {
      expected += ROWS.get(rows++ % 5);
    }
    assertEquals(expected, file.toString(StandardCharsets.UTF_8));
    assertEquals(rows, out.rows().orElseThrow());
    assertEquals(max < all.length, out.isCut());
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "3, 0, 0", "4, 4, 0", "7, 4, 0", "8, 8, 1", "9, 8, 1"})
  void a_header_is_no_row(int max, int length, long rows) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    var csv = new ResultFormat.Csv(CsvDialect.DEFAULT.withHeader(true));
    CappedOutput out = capped(file, csv, max);

    out.write("a,b\n1,2\n3,4\n".getBytes(StandardCharsets.US_ASCII));

    assertEquals(length, file.size());
    assertEquals(rows, out.rows().orElseThrow());
  }

  @Test
  void a_quote_in_json_opens_nothing() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    CappedOutput out = capped(file, new ResultFormat.NdJson(), 20);

    out.write("{\"a\":\"\\\"\"}\n{\"a\":1}\n{\"a\":2}\n".getBytes(StandardCharsets.US_ASCII));

    assertEquals("{\"a\":\"\\\"\"}\n{\"a\":1}\n", file.toString(StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GBK", "GB18030", "Big5", "Shift_JIS", "windows-1252", "ISO-8859-15"})
  void charsets_with_plain_line_feeds_and_quotes_are_cut(String charset) {
    assertTrue(RowEnds.of(csv(charset)).isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32", "ISO-2022-JP", "IBM037"})
  void charsets_with_others_are_not(String charset) {
    assertTrue(RowEnds.of(csv(charset)).isEmpty());
  }

  @Test
  void what_cannot_be_cut_fails_and_says_so() {
    for (ResultFormat format : StoredForms.formats()) {
      if (RowEnds.of(format).isEmpty()) {
        CappedOutput out = capped(new ByteArrayOutputStream(), format, 3);

        var thrown = assertThrows(QueryFailedException.class, () -> out.write(new byte[4]));

        assertEquals(FailureCategory.LIMIT, thrown.failure().category());
        assertTrue(thrown.failure().message().contains("[" + format.extension() + "]"));
      }
    }
  }

  private static ResultFormat.Csv csv(String charset) {
    CsvDialect dialect = CsvDialect.DEFAULT;
    return new ResultFormat.Csv(
        new CsvDialect(
            ',',
            false,
            Charset.forName(charset),
            dialect.quoting(),
            "",
            dialect.lineEnding(),
            false,
            false));
  }

  private static CappedOutput capped(ByteArrayOutputStream file, ResultFormat format, long max) {
    return CappedOutput.of(file, format, Optional.of(new Cap(max, OnLimit.TRUNCATE)));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
