package io.asyncquery.sql.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import java.sql.SQLException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;

class FailureTranslatorTest {

  private static final QueryFailure STOPPED =
      new QueryFailure(FailureCategory.CANCELLED, "stopped by user [ADMIN]");

  private final FailureTranslator translator =
      new FailureTranslator(error -> QueryFailure.invalidSql("driver: " + error.getMessage()));

  @Test
  void the_driver_is_asked_what_its_error_means() {
    SQLException error = new SQLException("x");

    QueryFailedException failed = translator.execution(error, new Cancellation());

    assertEquals(QueryFailure.invalidSql("driver: x"), failed.failure());
    assertSame(error, failed.getCause());
  }

  @Test
  void the_reason_of_a_cancellation_wins_over_what_it_made_the_driver_say() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel(STOPPED);

    assertEquals(
        STOPPED, translator.execution(new SQLException("interrupted"), cancellation).failure());
    assertEquals(STOPPED, translator.execution(new JdbiException("x") {}, cancellation).failure());
  }

  @Test
  void behind_an_error_of_jdbi_stands_one_of_the_driver() {
    assertEquals(
        QueryFailure.invalidSql("driver: x"),
        translator
            .execution(new ConnectionException(new SQLException("x")), new Cancellation())
            .failure());
    assertEquals(
        QueryFailure.source("The source failed"),
        translator.execution(new JdbiException("x") {}, new Cancellation()).failure());
  }

  @Test
  void a_failure_stays_what_it_is() {
    QueryFailedException failed = new QueryFailedException(QueryFailure.rejected("no"));

    assertSame(failed, translator.planning("select 1", failed));
  }

  @Test
  void whatever_planning_throws_is_told_without_its_inside() {
    for (Throwable thrown :
        new Throwable[] {
          new AssertionError("Rel#12"),
          new NullPointerException("at org.apache.calcite"),
          new UnsupportedOperationException("class X"),
          new ClassCastException("class A cannot be cast to class B")
        }) {
      assertEquals(
          QueryFailure.invalidSql("The SQL is not supported in this form"),
          translator.planning("select 1", thrown).failure());
    }
    assertEquals(
        QueryFailure.invalidSql("The SQL is nested too deeply"),
        translator.planning("select 1", new StackOverflowError()).failure());
    assertEquals(
        QueryFailure.source("The catalog of the source cannot be read"),
        translator.planning("select 1", new JdbiException("x") {}).failure());
  }
}
