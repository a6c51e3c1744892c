package io.asyncquery.sql.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailure;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuckDbErrorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Binder Error: No function matches 'sum(VARCHAR)'. You might need casts. | INVALID_SQL | No function matches 'sum(VARCHAR)'
          Catalog Error: Table with name x does not exist!\\nDid you mean "y"? | INVALID_SQL | Table with name x does not exist!
          Conversion Error: Could not convert string 'top secret' to INT32 | INVALID_SQL | Could not convert string [...] to INT32
          Conversion Error: Type INT64 with value 123456789 can't be cast because the value is out of range for the destination type INT32 | INVALID_SQL | Type INT64 with value [...] can't be cast because the value is out of range for the destination type INT32
          Out of Range Error: Overflow in multiplication of INT64 (9223372036854775807 * 2)! | INVALID_SQL | Overflow in multiplication of INT64 ([...] * [...])!
          Conversion Error: Could not cast value 12.5 to DECIMAL(3,2) | INVALID_SQL | Could not cast value [...] to DECIMAL(3,2)
          Invalid Input Error: Division by zero in expression (a // 0). Use TRY(...) | INVALID_SQL | Division by zero in expression (a // [...])
          Invalid Input Error: No magic bytes found at end of file '/data/secret/x.parquet' | INVALID_SQL | No magic bytes found at end of file [...]
          IO Error: Cannot open file "/data/secret/x.parquet": No such file | SOURCE | The source failed: IO error
          Permission Error: Cannot access file "/etc/passwd" | REJECTED | The query reaches for what queries may not reach
          Out of Memory Error: failed to allocate data of size 1.0 GiB | LIMIT | The query needs more memory than its source may use
          INTERNAL Error: Assertion triggered in file "x.cpp" | SOURCE | The source failed: INTERNAL error
          INTERRUPT Error: Interrupted! | SOURCE | The source failed: INTERRUPT error
          something else | SOURCE | The source failed
          """)
  void each_kind_is_somebodys_to_mend_and_tells_no_data(
      String message, FailureCategory category, String sentence) {
    assertEquals(
        new QueryFailure(category, sentence),
        new DuckDbErrors().failure(new SQLException(message.replace("\\n", "\n"))));
  }

  @Test
  void an_error_without_a_message_is_one() {
    assertEquals(
        QueryFailure.source("The source failed"), new DuckDbErrors().failure(new SQLException()));
  }
}
