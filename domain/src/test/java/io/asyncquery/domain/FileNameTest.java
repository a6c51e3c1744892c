package io.asyncquery.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "result",
        "a",
        "monthly report (1), 'final'; v1.2",
        "...",
        ".hidden",
        "Bericht März",
        "报告",
        "\uD83D\uDE00",
        "100% & more"
      })
  void names_of_any_script_are_taken(String name) {
    assertEquals(name, new FileName(name).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\t",
        ".",
        "..",
        "../result",
        "a/b",
        "a\\b",
        "C:result",
        "a*",
        "a?",
        "a\"b",
        "a<b",
        "a>b",
        "a|b",
        "a\r\nSet-Cookie: x",
        "a\u0000b",
        "a\u007Fb",
        "a\u0085b",
        "a\u2028b",
        "a\u2029b",
        "a\u202Efdp",
        "a\u200Bb",
        "a\uDB40\uDC01b",
        "a\uD83D",
        "\uDE00a"
      })
  void names_that_mislead_a_browser_or_a_file_system_are_refused(String name) {
    var thrown = assertThrows(IllegalArgumentException.class, () -> new FileName(name));

    assertTrue(String.valueOf(thrown.getMessage()).contains("[file_name]"));
  }

  @Test
  void a_name_has_at_most_200_characters() {
    String longest = "x".repeat(FileName.MAX_LENGTH);

    assertEquals(longest, new FileName(longest).value());
    assertThrows(IllegalArgumentException.class, () -> new FileName(longest + "x"));
  }

  @Test
  void the_name_where_none_is_asked_for_is_result() {
    assertEquals("result", FileName.RESULT.value());
  }
}
