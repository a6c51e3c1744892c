package io.asyncquery.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "select a from t where b = 'secret' and c = 42 | select a from t where b = ? and c = ?",
        "select 'it''s' from t1 | select ?? from t1",
        "select a -- secret | select a",
        "select /* 'secret */ a /* secret | select a",
        "select 'secret | select ?",
        "select \"secret\", `secret` | select ?, ?",
        "select $$secret$$, $x$ se$$cret $x$, $$secret | select ?, ?, ?",
        "select 1.5e-7, .5, 0xFF, 1e9 | select ?, ?, ?, ?",
        "select E'a\\'secret' | select E?secret?",
        "select a1, t2.b | select a1, t2.b",
      })
  void the_shape_holds_no_literal(String sql, String shape) {
    assertEquals(Optional.of(shape), SqlText.SHAPE.of(sql));
  }

  @Test
  void the_rest_is_all_or_nothing() {
    assertEquals(Optional.of("select 'x'"), SqlText.FULL.of("select 'x'"));
    assertEquals(Optional.empty(), SqlText.OFF.of("select 'x'"));
  }
}
