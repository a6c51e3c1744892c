package io.asyncquery.sql.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailure;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlStateErrorsTest {

  private final SqlStateErrors errors = new SqlStateErrors();

  @ParameterizedTest
  @CsvSource({
    "42703, INVALID_SQL",
    "42P01, INVALID_SQL",
    "0A000, INVALID_SQL",
    "21000, INVALID_SQL",
    "22012, INVALID_SQL",
    "08006, SOURCE",
    "28P01, SOURCE",
    "53200, SOURCE",
    "57014, SOURCE",
    "XX000, SOURCE",
    "4, SOURCE",
    ", SOURCE",
  })
  void the_class_of_the_state_says_whose_it_is_to_mend(String state, FailureCategory category) {
    assertEquals(
        category, errors.failure(new SQLException("column x is not there", state)).category());
  }

  @Test
  void data_is_not_told() {
    QueryFailure failure = errors.failure(new SQLException("bad value: top secret", "22P02"));

    assertEquals("A value does not fit what the SQL does with it", failure.message());
    assertFalse(errors.failure(new SQLException("top secret", "XX000")).message().contains("top"));
  }

  @Test
  void the_first_line_tells_of_wrong_sql() {
    assertEquals(
        QueryFailure.invalidSql("ERROR: column \"x\" does not exist"),
        errors.failure(
            new SQLException("ERROR: column \"x\" does not exist\n  Position: 8", "42703")));
    assertEquals(
        QueryFailure.invalidSql("The source refused the SQL"),
        errors.failure(new SQLException(null, "42703")));
  }

  @Test
  void the_kind_of_the_exception_comes_before_its_state() {
    assertEquals(
        FailureCategory.TIMEOUT, errors.failure(new SQLTimeoutException("x", "42000")).category());
    assertEquals(
        QueryFailure.source("The source does not answer"),
        errors.failure(new SQLTransientConnectionException("x")));
    assertEquals(
        QueryFailure.source("The source refuses the credentials of this project"),
        errors.failure(new SQLInvalidAuthorizationSpecException("x")));
  }
}
