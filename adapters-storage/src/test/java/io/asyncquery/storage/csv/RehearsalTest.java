package io.asyncquery.storage.csv;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RehearsalTest {

  @Test
  void it_comes_to_an_end_by_itself() {
    Rehearsal.run(new Cancellation());
  }

  @Test
  void a_cancellation_ends_it() {
    QueryFailure reason = new QueryFailure(FailureCategory.CANCELLED, "a query has come");
    Cancellation cancellation = new Cancellation();
    cancellation.cancel(reason);

    assertSame(
        reason,
        assertThrows(QueryFailedException.class, () -> Rehearsal.run(cancellation)).failure());
  }
}
