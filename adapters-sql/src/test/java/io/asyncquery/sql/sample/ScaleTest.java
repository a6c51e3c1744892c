package io.asyncquery.sql.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {
  @ParameterizedTest(name = "scale {0}")
  @CsvSource({
    "0.0001, 3, 1, 20",
    "0.01, 300, 20, 2000",
    "0.1, 3000, 200, 20000",
    "0.999, 29970, 1998, 199800",
    "1, 30000, 2000, 200000",
    "1.9, 57000, 3800, 200000",
    "2, 60000, 4000, 400000",
    "8, 240000, 16000, 800000",
    "10, 300000, 20000, 800000",
    "1000, 30000000, 2000000, 2000000"
  })
  void sizes_follow_the_paper(double factor, int customers, int suppliers, int parts) {
    Scale scale = new Scale(factor);
    assertEquals(customers, scale.customers());
    assertEquals(suppliers, scale.suppliers());
    assertEquals(parts, scale.parts());
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {0, -0.0, -1, 0.00009, 1000.1, Double.NaN, Double.POSITIVE_INFINITY, -1e300})
  void a_scale_out_of_range_is_refused_with_its_value(double factor) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> new Scale(factor));
    assertEquals(
        "Scale [" + factor + "] is out of range: give a number from 0.0001 to 1000",
        refusal.getMessage());
  }
}
