package io.asyncquery.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asyncquery.domain.FailureCategory.Owner;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureCategoryTest {

  @ParameterizedTest
  @CsvSource({
    "INVALID_SQL, SENDER, false",
    "REJECTED, SENDER, false",
    "CANCELLED, SENDER, false",
    "TIMEOUT, SENDER, false",
    "LIMIT, SENDER, false",
    "INTERRUPTED, OPERATOR, true",
    "SOURCE, OPERATOR, true",
    "STORAGE, OPERATOR, true",
    "INTERNAL, US, true"
  })
  void a_category_owns_what_follows_from_it(
      FailureCategory category, Owner owner, boolean worthRetrying) {
    assertEquals(owner, category.owner());
    assertEquals(worthRetrying, category.worthRetrying());
  }

  @ParameterizedTest
  @EnumSource
  void what_the_sender_has_to_mend_does_not_mend_itself(FailureCategory category) {
    assertEquals(category.owner() != Owner.SENDER, category.worthRetrying());
  }

  @Test
  void failures_are_named_after_their_categories() {
    assertEquals(
        List.of(
            FailureCategory.INVALID_SQL,
            FailureCategory.REJECTED,
            FailureCategory.LIMIT,
            FailureCategory.SOURCE,
            FailureCategory.STORAGE),
        List.of(
            QueryFailure.invalidSql("m").category(),
            QueryFailure.rejected("m").category(),
            QueryFailure.limit("m").category(),
            QueryFailure.source("m").category(),
            QueryFailure.storage("m").category()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void a_failure_says_why(String message) {
    assertThrows(IllegalArgumentException.class, () -> QueryFailure.source(message));
  }

  @Test
  void an_exception_carries_its_failure_and_its_cause() {
    QueryFailure failure = QueryFailure.source("broke off");
    IllegalStateException cause = new IllegalStateException("for the log alone");

    QueryFailedException thrown = new QueryFailedException(failure, cause);

    assertEquals(failure, thrown.failure());
    assertEquals("broke off", thrown.getMessage());
    assertEquals(cause, thrown.getCause());
    assertEquals(failure, new QueryFailedException(failure).failure());
  }
}
