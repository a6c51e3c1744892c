package io.asyncquery.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asyncquery.domain.Digest.Algorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {

  private static final String DIGITS = "0123456789abcdef";

  @Test
  void the_number_of_digits_tells_the_algorithm() {
    assertEquals(new Digest(Algorithm.CRC, DIGITS), Digest.of(DIGITS));
    assertEquals(new Digest(Algorithm.SHA_256, DIGITS.repeat(4)), Digest.of(DIGITS.repeat(4)));
  }

  @Test
  void its_text_is_its_digits() {
    assertEquals(DIGITS, Digest.of(DIGITS).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0123", "0123456789abcde", "0123456789abcdef0"})
  void no_algorithm_has_another_number_of_digits(String hex) {
    assertThrows(IllegalArgumentException.class, () -> Digest.of(hex));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0123456789ABCDEF", "0123456789abcdeg", "0123456789abcde\n"})
  void digits_are_hexadecimal_and_in_lower_case(String hex) {
    assertThrows(IllegalArgumentException.class, () -> Digest.of(hex));
    assertThrows(IllegalArgumentException.class, () -> Digest.of(hex.repeat(4)));
  }

  @Test
  void an_algorithm_has_its_own_number_of_digits() {
    assertThrows(IllegalArgumentException.class, () -> new Digest(Algorithm.SHA_256, DIGITS));
    assertThrows(IllegalArgumentException.class, () -> new Digest(Algorithm.CRC, DIGITS.repeat(4)));
  }
}
