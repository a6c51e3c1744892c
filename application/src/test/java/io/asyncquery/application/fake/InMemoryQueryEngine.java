package io.asyncquery.application.fake;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.application.testdata.TrackedBatches;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.QueryRequest;
import io.asyncquery.domain.VisibleTables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves canned answers for SQL texts; any other text is invalid SQL. */
public final class InMemoryQueryEngine implements QueryEngine {

  private final Set<ProjectName> projects;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<VisibleTables> seen = new CopyOnWriteArrayList<>();
  private final AtomicInteger lent = new AtomicInteger();

  /** With the project DEFAULT. */
  public InMemoryQueryEngine() {
    this(ProjectName.DEFAULT);
  }

  public InMemoryQueryEngine(ProjectName... projects) {
    this.projects = Set.of(projects);
  }

  /** What a text of SQL leads to; may throw. */
  @FunctionalInterface
  public interface Answer {
    TrackedBatches answer(QueryRequest request, Cancellation cancellation);
  }

  public InMemoryQueryEngine serve(String sql, Answer answer) {
    answers.put(sql, answer);
    return this;
  }

  /** Answers with {@code rows}, of which offset and limit apply. */
  public InMemoryQueryEngine serve(String sql, Rows rows) {
    return serve(sql, (request, cancellation) -> slice(rows, request).lend());
  }

  public InMemoryQueryEngine fail(String sql, RuntimeException failure) {
    return serve(
        sql,
        (request, cancellation) -> {
          throw failure;
        });
  }

  /** Answers with {@code rows} once the gate returned is open. */
  public Gate gate(String sql, Rows rows) {
    Gate gate = new Gate();
    serve(
        sql,
        (request, cancellation) -> {
          gate.pass(cancellation);
          return slice(rows, request).lend();
        });
    return gate;
  }

  private static Rows slice(Rows rows, QueryRequest request) {
    return rows.slice(request.offset().orElse(0), request.limit().orElse(Long.MAX_VALUE));
  }

  @Override
  public <T> T run(QueryRequest request, Cancellation cancellation, Reader<T> reader) {
    lent.incrementAndGet();
    try {
      cancellation.check();
      TrackedBatches batches = answer(request, cancellation);
      T value = reader.read(new Cancellable(batches, cancellation));
      batches.assertAllClosed();
      return value;
    } finally {
      lent.decrementAndGet();
    }
  }

  private TrackedBatches answer(QueryRequest request, Cancellation cancellation) {
    if (!hasProject(request.project())) {
      throw new QueryFailedException(QueryFailure.unknownProject(request.project()));
    }
    return answers
        .getOrDefault(request.sql(), InMemoryQueryEngine::refuse)
        .answer(request, cancellation);
  }

  private static TrackedBatches refuse(QueryRequest request, Cancellation cancellation) {
    throw new QueryFailedException(QueryFailure.invalidSql("This SQL is not known here"));
  }

  /** Its rows come from no table. */
  @Override
  public QueryEngine seeing(VisibleTables tables) {
    seen.add(tables);
    return this;
  }

  /** What queries were to see, in the order of their beginnings. */
  public List<VisibleTables> seen() {
    return List.copyOf(seen);
  }

  @Override
  public boolean hasProject(ProjectName project) {
    return projects.contains(project);
  }

  /** How many runs have not returned. */
  public int lent() {
    return lent.get();
  }

  private record Cancellable(ColumnBatches batches, Cancellation cancellation)
      implements ColumnBatches {

    @Override
    public List<Column> columns() {
      return batches.columns();
    }

    @Override
    public Optional<ColumnBatch> next() {
      cancellation.check();
      return batches.next();
    }
  }
}
