package io.asyncquery.benchmarks.jmh;

import io.asyncquery.application.batch.BatchBuilder;
import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.domain.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/** A few batches that are made once and lent again and again. */
final class RepeatedBatches implements AutoCloseable {

  /** As DuckDB lends them. */
  private static final int ROWS = 2_048;

  private static final int DISTINCT = 32;

  private final List<Column> columns;
  private final List<ColumnBatch> made = new ArrayList<>();

  RepeatedBatches(ColumnKind kind, int columnCount) {
    this.columns =
        IntStream.range(0, columnCount).mapToObj(i -> new Column("c" + i, kind.type())).toList();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
    for (int i = 0; i < DISTINCT; i++) {
      made.add(make(kind, random));
    }
  }

  private ColumnBatch make(ColumnKind kind, RandomGenerator random) {
    BatchBuilder batch = new BatchBuilder(columns);
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < columns.size(); column++) {
        kind.append(batch.column(column), random);
      }
      batch.endRow();
    }
    return batch.build();
  }

  /** {@code rows} of them, a multiple of what one batch holds. */
  ColumnBatches lend(int rows) {
    return new ColumnBatches() {
      private int lent;

      @Override
      public List<Column> columns() {
        return columns;
      }

      @Override
      public Optional<ColumnBatch> next() {
        return lent == rows / ROWS
            ? Optional.empty()
            : Optional.of(new Lent(made.get(lent++ % DISTINCT)));
      }
    };
  }

  @Override
  public void close() {
    made.forEach(ColumnBatch::close);
  }

  /** It stays when its reader is done with it. */
  private record Lent(ColumnBatch batch) implements ColumnBatch {
    @Override
    public int rowCount() {
      return batch.rowCount();
    }

    @Override
    public ColumnVector column(int index) {
      return batch.column(index);
    }

    @Override
    public void close() {}
  }
}
