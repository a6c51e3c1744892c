package io.asyncquery.domain;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asyncquery.domain.ColumnType.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultSummaryTest {

  private static final Digest DIGEST = Digest.of("0123456789abcdef");

  @Test
  void a_result_may_be_empty() {
    assertDoesNotThrow(() -> new ResultSummary(0, 0, DIGEST, Optional.empty(), List.of()));
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "0, -1"})
  void rows_and_bytes_are_not_negative(long rows, long bytes) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ResultSummary(rows, bytes, DIGEST, Optional.empty(), List.of()));
  }

  @Test
  void columns_do_not_change() {
    List<Column> columns = new ArrayList<>(List.of(new Column("a", Scalar.INTEGER)));
    ResultSummary summary = new ResultSummary(0, 0, DIGEST, Optional.empty(), columns);

    columns.clear();

    assertEquals(1, summary.columns().size());
  }
}
