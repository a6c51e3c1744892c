package io.asyncquery.bootstrap.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.QueryRequest;
import io.asyncquery.domain.VisibleTables;
import io.asyncquery.sql.ProjectDefinition;
import io.asyncquery.sql.SourceDefinition;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WarmUpTest {

  private static final ProjectDefinition PROJECT =
      new ProjectDefinition(
          "sales",
          Map.of("lake", new SourceDefinition.DuckDbFolder(Path.of("lake"))),
          "lake",
          Optional.empty());

  private final Recorded engine = new Recorded();
  private final AtomicInteger sent = new AtomicInteger();
  private final WarmUp.Requests requests = (count, _) -> sent.addAndGet(count);

  @Test
  void it_asks_the_engine_once_the_server_is_ready() throws Exception {
    try (WarmUp warmUp = new WarmUp(2)) {
      warmUp.before(engine);
      assertEquals(List.of(), engine.submitters);

      warmUp.begin(engine, PROJECT, requests);
      warmUp.await();
    }
    assertEquals(List.of("warm-up"), engine.submitters);
  }

  @Test
  void requests_and_exports_take_turns() throws Exception {
    engine.answers = true;
    try (WarmUp warmUp = new WarmUp(2)) {
      warmUp.begin(engine, PROJECT, requests);
      warmUp.await();
    }
    assertEquals(46, engine.submitters.size());
    assertEquals(4_500, sent.get());
  }

  @Test
  void a_server_that_does_not_answer_is_asked_once() throws Exception {
    engine.answers = true;
    try (WarmUp warmUp = new WarmUp(2)) {
      warmUp.begin(
          engine,
          PROJECT,
          (count, _) -> {
            sent.addAndGet(count);
            throw new ConnectException("as planned");
          });
      warmUp.await();
    }
    assertEquals(100, sent.get());
    assertEquals(46, engine.submitters.size());
  }

  @Test
  void the_first_query_ends_it() throws Exception {
    engine.holds = true;
    try (WarmUp warmUp = new WarmUp(2)) {
      warmUp.begin(engine, PROJECT, requests);
      engine.entered.await();

      engine.holds = false;
      QueryEngine real = warmUp.before(engine);
      assertThrows(
          QueryFailedException.class, () -> real.run(engine.last(), new Cancellation(), _ -> 0));
      warmUp.await();
    }
    assertEquals(2, engine.submitters.size());
  }

  @Test
  void a_stop_before_the_server_was_ready_leaves_nothing_to_do() throws Exception {
    WarmUp warmUp = new WarmUp(2);

    warmUp.close();
    warmUp.begin(engine, PROJECT, requests);
    warmUp.await();

    assertEquals(List.of(), engine.submitters);
  }

  @Test
  void a_single_core_is_left_to_the_requests() throws Exception {
    try (WarmUp warmUp = new WarmUp(1)) {
      warmUp.begin(engine, PROJECT, requests);
      warmUp.await();
    }
    assertTrue(engine.submitters.isEmpty());
  }

  @Test
  void an_engine_that_breaks_does_not_matter() throws Exception {
    engine.breaks = true;
    try (WarmUp warmUp = new WarmUp(2)) {
      warmUp.begin(engine, PROJECT, requests);
      warmUp.await();
    }
    assertEquals(1, engine.submitters.size());
  }

  /** Notes who asks; may hold a query until it is cancelled, or break. */
  private static final class Recorded implements QueryEngine {

    private final List<String> submitters = new CopyOnWriteArrayList<>();
    private final List<QueryRequest> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private volatile boolean holds;
    private volatile boolean breaks;
    private volatile boolean answers;

    QueryRequest last() {
      return requests.getLast();
    }

    @Override
    public <T> T run(QueryRequest request, Cancellation cancellation, Reader<T> reader) {
      submitters.add(request.submitter());
      requests.add(request);
      if (breaks) {
        throw new IllegalStateException("as planned");
      }
      if (answers) {
        return reader.read(new NoRows());
      }
      if (holds) {
        CountDownLatch cancelled = new CountDownLatch(1);
        try (var _ = cancellation.onCancel(cancelled::countDown)) {
          entered.countDown();
          cancelled.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      throw new QueryFailedException(
          cancellation.reason().orElse(QueryFailure.source("no rows here")));
    }

    @Override
    public QueryEngine seeing(VisibleTables tables) {
      return this;
    }

    @Override
    public boolean hasProject(ProjectName project) {
      return true;
    }
  }

  /** A result without rows. */
  private record NoRows() implements ColumnBatches {

    @Override
    public List<Column> columns() {
      return List.of(new Column("n", ColumnType.Scalar.BIGINT));
    }

    @Override
    public Optional<ColumnBatch> next() {
      return Optional.empty();
    }
  }
}
