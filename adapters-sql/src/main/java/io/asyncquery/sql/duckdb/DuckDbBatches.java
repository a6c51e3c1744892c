package io.asyncquery.sql.duckdb;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.Column;
import io.asyncquery.sql.failure.FailureTranslator;
import java.lang.foreign.MemorySegment;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The chunks of one result, each lent as a batch. */
final class DuckDbBatches implements ColumnBatches {

  private static final FailureTranslator FAILURES = new FailureTranslator(new DuckDbErrors());

  private final List<Column> columns;
  private final List<DuckDbType> types;
  private final MemorySegment result;
  private final Cancellation cancellation;

  DuckDbBatches(
      List<Column> columns,
      List<DuckDbType> types,
      MemorySegment result,
      Cancellation cancellation) {
    this.columns = List.copyOf(columns);
    this.types = List.copyOf(types);
    this.result = result;
    this.cancellation = cancellation;
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public Optional<ColumnBatch> next() {
    cancellation.check();
    long chunk = DuckDbLibrary.fetchChunk(result);
    if (chunk == 0) {
      String error = DuckDbLibrary.error(result);
      if (!error.isEmpty()) {
        throw FAILURES.execution(new SQLException(error), cancellation);
      }
      return Optional.empty();
    }
    int rows = DuckDbLibrary.chunkSize(chunk);
    if (rows == 0) {
      DuckDbLibrary.destroyChunk(chunk);
      return Optional.empty();
    }
    return Optional.of(lend(chunk, rows));
  }

  private ColumnBatch lend(long chunk, int rows) {
    ColumnVector[] vectors = new ColumnVector[types.size()];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = types.get(i).lend(DuckDbLibrary.chunkVector(chunk, i), rows);
    }
    return new Chunk(chunk, rows, List.of(vectors));
  }

  private record Chunk(long handle, int rowCount, List<ColumnVector> vectors)
      implements ColumnBatch {

    @Override
    public ColumnVector column(int index) {
      return vectors.get(index);
    }

    @Override
    public void close() {
      DuckDbLibrary.destroyChunk(handle);
    }
  }
}
