package io.asyncquery.storage.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class UniqueNamesTest {

  @Test
  void names_that_differ_stay() {
    assertEquals(List.of("a", "A", "", "b"), UniqueNames.of(List.of("a", "A", "", "b")));
  }

  @Test
  void later_namesakes_are_numbered() {
    assertEquals(
        List.of("a", "b", "a_1", "a_2", "b_1"), UniqueNames.of(List.of("a", "b", "a", "a", "b")));
  }

  @Test
  void a_name_that_was_given_is_never_taken_by_another() {
    assertEquals(List.of("a", "a_2", "a_1"), UniqueNames.of(List.of("a", "a", "a_1")));
    assertEquals(List.of("a_1", "a", "a_2"), UniqueNames.of(List.of("a_1", "a", "a")));
  }

  @Property
  void no_two_are_the_same_and_each_first_one_keeps_its_name(
      @ForAll List<@Chars({'a', '_', '1'}) @StringLength(max = 4) String> names) {
    List<String> unique = UniqueNames.of(names);

    assertEquals(names.size(), new HashSet<>(unique).size());
    for (int i = 0; i < names.size(); i++) {
      if (names.indexOf(names.get(i)) == i) {
        assertEquals(names.get(i), unique.get(i));
      }
    }
  }
}
