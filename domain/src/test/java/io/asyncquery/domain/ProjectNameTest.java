package io.asyncquery.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"DEFAULT", "ssb", "a b", "项目", "x/y"})
  void a_project_may_have_any_name(String name) {
    assertEquals(name, new ProjectName(name).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void a_blank_name_is_refused(String name) {
    assertThrows(IllegalArgumentException.class, () -> new ProjectName(name));
  }

  @Test
  void a_name_has_at_most_255_characters() {
    String longest = "x".repeat(ProjectName.MAX_LENGTH);

    assertEquals(longest, new ProjectName(longest).value());
    assertThrows(IllegalArgumentException.class, () -> new ProjectName(longest + "x"));
  }

  @Test
  void the_project_where_none_is_named_is_default() {
    assertEquals("DEFAULT", ProjectName.DEFAULT.value());
  }
}
