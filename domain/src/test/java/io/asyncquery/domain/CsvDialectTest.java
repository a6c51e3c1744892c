package io.asyncquery.domain;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.domain.CsvDialect.LineEnding;
import io.asyncquery.domain.CsvDialect.Quoting;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvDialectTest {

  @Test
  void the_default_is_that_of_the_contract() {
    assertEquals(
        new CsvDialect(
            ',', false, StandardCharsets.UTF_8, Quoting.MINIMAL, "", LineEnding.LF, false, false),
        CsvDialect.DEFAULT);
  }

  @Test
  void a_header_changes_nothing_else() {
    CsvDialect dialect =
        new CsvDialect(
            ';', false, StandardCharsets.UTF_16BE, Quoting.ALL, "-", LineEnding.CRLF, true, true);

    CsvDialect withHeader = dialect.withHeader(true);

    assertEquals(
        new CsvDialect(
            ';', true, StandardCharsets.UTF_16BE, Quoting.ALL, "-", LineEnding.CRLF, true, true),
        withHeader);
    assertEquals(dialect, withHeader.withHeader(false));
  }

  @ParameterizedTest
  @ValueSource(ints = {',', ';', '\t', '|', ' ', '\'', 1, 'a', 0x3001, 0x1F600})
  void a_separator_is_any_one_character(int separator) {
    assertDoesNotThrow(() -> dialect(separator, StandardCharsets.UTF_8, "", false));
  }

  @ParameterizedTest
  @ValueSource(ints = {'"', '\n', '\r', 0, -1, 0x110000, 0xD83D, 0xDE00})
  void a_separator_is_no_quote_no_line_end_and_no_half_a_character(int separator) {
    refused("[separator]", () -> dialect(separator, StandardCharsets.UTF_8, "", false));
  }

  @Test
  void a_separator_can_be_written_in_the_charset() {
    refused("[separator]", () -> dialect(0x3001, StandardCharsets.ISO_8859_1, "", false));
    assertDoesNotThrow(() -> dialect(0x3001, Charset.forName("GBK"), "", false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "NULL", "\\N", " ", "零"})
  void null_is_any_text_that_needs_no_quotes(String nullText) {
    assertDoesNotThrow(() -> dialect(',', StandardCharsets.UTF_8, nullText, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {",", "a,b", "\"", "a\nb", "a\rb"})
  void null_is_no_text_that_needs_quotes(String nullText) {
    refused("[null_string]", () -> dialect(',', StandardCharsets.UTF_8, nullText, false));
  }

  @Test
  void null_holds_no_separator_beyond_the_basic_plane() {
    refused(
        "[null_string]", () -> dialect(0x1F600, StandardCharsets.UTF_8, "a\uD83D\uDE00b", false));
  }

  @Test
  void null_can_be_written_in_the_charset() {
    refused("[null_string]", () -> dialect(',', StandardCharsets.US_ASCII, "零", false));
    refused("[null_string]", () -> dialect(',', StandardCharsets.UTF_8, "\uD83D", false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void a_byte_order_mark_fits_unicode(String charset) {
    assertDoesNotThrow(() -> dialect(',', Charset.forName(charset), "", true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GBK", "ISO-8859-1", "US-ASCII", "windows-1252"})
  void a_byte_order_mark_fits_no_other_charset(String charset) {
    refused("[bom]", () -> dialect(',', Charset.forName(charset), "", true));
  }

  @Test
  void a_charset_can_be_written() {
    refused("[encode]", () -> dialect(',', Charset.forName("ISO-2022-CN"), "", false));
  }

  @Test
  void line_ends_are_what_they_are_called() {
    assertEquals("\n", LineEnding.LF.text());
    assertEquals("\r\n", LineEnding.CRLF.text());
  }

  private static void refused(String field, Runnable creation) {
    var thrown = assertThrows(IllegalArgumentException.class, creation::run);

    assertTrue(String.valueOf(thrown.getMessage()).startsWith(field), thrown::getMessage);
  }

  private static CsvDialect dialect(int separator, Charset charset, String nullText, boolean bom) {
    return new CsvDialect(
        separator, false, charset, Quoting.MINIMAL, nullText, LineEnding.LF, bom, false);
  }
}
