package io.asyncquery.sql.trino;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScannerTest {

  /** As a network does: any number of bytes at a time. */
  private static JsonScanner scanner(String json, int atATime) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    InputStream in =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, atATime));
          }
        };
    return new JsonScanner(in);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 9, 1_000})
  void scalars_are_read_wherever_the_bytes_are_cut(int atATime) throws IOException {
    String quoted =
        "a \\\"quoted\\\" one \\\\ \\u4e2d\\u6587 \\ud83d\\ude00 \\n\\t\\r\\b\\f\\/ and to the end";
    JsonScanner json =
        scanner("[ 1 , -2.5e10, \"\" ,\"中文 plain\", \"" + quoted + "\",null,true]", atATime);

    assertEquals(
        List.of(
            "1",
            "-2.5e10",
            "",
            "中文 plain",
            "a \"quoted\" one \\ 中文 😀 \n\t\r\b\f/ and to the end",
            "null",
            "true"),
        elements(json));
  }

  private static List<String> elements(JsonScanner json) throws IOException {
    List<String> read = new ArrayList<>();
    json.expect('[');
    while (json.nextElement(read.isEmpty(), ']')) {
      if (json.peek() == '{') {
        json.raw();
      } else {
        json.token();
      }
      read.add(json.text());
    }
    return read;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 1_000})
  void a_value_of_any_kind_is_passed_and_kept_as_it_was_written(int atATime) throws IOException {
    String raw = "{\"a]\\\"\": [1, {\"b\": null}, \"}\"]}";
    JsonScanner json = scanner("[" + raw + ", 7 ]", atATime);
    json.expect('[');
    json.raw();
    assertEquals(raw, json.text());
    json.expect(',');
    json.token();
    assertEquals("7", json.text());
    assertTrue(json.passes(']'));
  }

  @Test
  void a_text_may_be_longer_than_any_buffer() throws IOException {
    String text = "0123456789".repeat(100_000);
    JsonScanner json = scanner("[\"" + text + "\",2]", 100_000);

    assertEquals(List.of(text, "2"), elements(json));
  }

  @Test
  void null_is_told_from_values() throws IOException {
    JsonScanner json = scanner("[null, \"null\"]", 3);
    json.expect('[');
    assertTrue(json.passesNull());
    json.expect(',');
    assertFalse(json.passesNull());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1, 2", "[\"a", "[\"a\\", "[{\"a\": ", "["})
  void what_breaks_off_is_no_end(String cut) {
    assertThrows(EOFException.class, () -> elements(scanner(cut, 2)));
  }
}
