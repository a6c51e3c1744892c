package io.asyncquery.benchmarks.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvComparisonTest {

  private static final String THEIRS = "1,1e+20,\"a, \"\"b\"\"\"\n2,1.5,x\n";

  @TempDir Path folder;

  @Test
  void the_same_bytes_are_the_same() throws IOException {
    CsvComparison same = compare(THEIRS);

    assertEquals("the 27 bytes are the same", same.sentence());
  }

  @Test
  void a_number_may_be_spelled_in_two_ways() throws IOException {
    CsvComparison spelled = compare("1,100000000000000000000,\"a, \"\"b\"\"\"\n2,1.50,x\n");

    assertEquals(2, spelled.rows());
    assertEquals(2, spelled.spelledOtherwise());
    assertTrue(spelled.sentence().contains("the same values"), spelled::sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,1e+20,\"a, b\"\n2,1.5,x\n",
        "1,1e+20,\"a, \"\"b\"\"\"\n2,1.6,x\n",
        "1,1e+20,\"a, \"\"b\"\"\"\n2,1.5\n",
        "1,1e+20,\"a, \"\"b\"\"\"\n",
        "1,1e+20,\"a, \"\"b\"\"\"\n2,1.5,x\n3,1,y\n"
      })
  void another_value_or_number_of_rows_is_a_fault(String ours) {
    assertThrows(IllegalStateException.class, () -> compare(ours));
  }

  @Test
  void rows_may_come_in_any_order() throws IOException {
    Path theirs = Files.writeString(folder.resolve("theirs"), "\"1\",\"a b\"\n\"2\",\"\"\"\"\n");

    CsvComparison same =
        CsvComparison.ofAnyOrder(
            theirs, Files.writeString(folder.resolve("ours"), "2,\"\"\"\"\n1,a b\n"));

    assertEquals("the 2 rows have the same values, spelled alike", same.sentence());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2,y\n1,z\n", "1,x\n", "1,x\n2,y\n2,y\n", "1,y\n2,x\n", "12,\nx,y\n"})
  void other_rows_in_any_order_are_a_fault(String ours) throws IOException {
    Path theirs = Files.writeString(folder.resolve("theirs"), "1,x\n2,y\n");
    Path other = Files.writeString(folder.resolve("ours"), ours);

    assertThrows(IllegalStateException.class, () -> CsvComparison.ofAnyOrder(theirs, other));
  }

  @Test
  void tabs_and_a_line_of_names_are_the_dialect_of_the_other_side() throws IOException {
    Path theirs = Files.writeString(folder.resolve("theirs"), "a\tb\n1\tx\n2\ty\n");

    CsvComparison same =
        CsvComparison.ofTabs(theirs, Files.writeString(folder.resolve("ours"), "1,x\n2,y\n"));

    assertEquals("the 2 rows have the same values, spelled alike", same.sentence());
    Path other = Files.writeString(folder.resolve("other"), "1,x\n3,y\n");
    assertThrows(IllegalStateException.class, () -> CsvComparison.ofTabs(theirs, other));
  }

  private CsvComparison compare(String ours) throws IOException {
    return CsvComparison.of(
        Files.writeString(folder.resolve("theirs"), THEIRS),
        Files.writeString(folder.resolve("ours"), ours));
  }
}
