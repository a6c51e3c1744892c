package io.asyncquery.application.execution;

import static io.asyncquery.application.testdata.RequestBuilder.NOW;
import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.fake.HookedQueryStore;
import io.asyncquery.application.fake.InMemoryQueryStore;
import io.asyncquery.application.port.StoreException;
import io.asyncquery.application.testdata.FinishedQueries;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.QueryFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompletionTest {

  private final HookedQueryStore queries = new HookedQueryStore(new InMemoryQueryStore());
  private final FinishedQueries listener = new FinishedQueries();
  private final Completion completion = new Completion(queries, listener);
  private final AsyncQuery.Running query = request().running();
  private final AsyncQuery.Failed failed = query.fail(QueryFailure.source("broke off"), NOW);

  @Test
  void an_end_is_told_once_and_after_it_is_recorded() {
    queries.create(query);
    List<Optional<AsyncQuery>> recorded = new ArrayList<>();
    Completion telling = new Completion(queries, end -> recorded.add(queries.find(end.id())));

    assertTrue(telling.finish(failed));
    assertFalse(telling.finish(failed));

    assertEquals(List.of(Optional.of(failed)), recorded);
  }

  @Test
  void what_did_not_end_is_not_told() {
    assertFalse(completion.finish(failed));
    assertEquals(List.of(), listener.heard());
  }

  @Test
  void an_end_that_could_not_be_recorded_is_not_told() {
    queries.create(query);
    queries.setAvailable(false);

    assertThrows(StoreException.class, () -> completion.finish(failed));

    assertEquals(List.of(), listener.heard());
  }

  @Test
  void a_listener_that_fails_changes_nothing() {
    queries.create(query);
    Completion telling =
        new Completion(
            queries,
            end -> {
              throw new IllegalStateException("a fault of the listener");
            });

    assertTrue(telling.finish(failed));

    assertEquals(Optional.of(failed), queries.find(query.id()));
  }
}
