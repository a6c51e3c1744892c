package io.asyncquery.sql.clickhouse;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.Column;
import io.asyncquery.sql.failure.FailureTranslator;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The blocks of one query, each of them a batch. The first one tells what columns there are. */
final class ClickHouseBatches implements ColumnBatches, AutoCloseable {

  private final ClickHouseQuery query;
  private final BlockReader blocks;
  private final Cancellation cancellation;
  private final FailureTranslator failures;
  private Optional<ColumnBatch> first;

  ClickHouseBatches(
      ClickHouseQuery query,
      ColumnDecoders decoders,
      Cancellation cancellation,
      FailureTranslator failures)
      throws IOException, SQLException {
    this.query = query;
    this.blocks = new BlockReader(decoders, query::describe);
    this.cancellation = cancellation;
    this.failures = failures;
    this.first = block();
    if (first.isEmpty()) {
      blocks.declare();
    }
  }

  @Override
  public List<Column> columns() {
    return blocks.columns();
  }

  @Override
  public Optional<ColumnBatch> next() {
    cancellation.check();
    if (first.isPresent()) {
      Optional<ColumnBatch> batch = first;
      first = Optional.empty();
      return batch;
    }
    try {
      return block();
    } catch (SQLException e) {
      throw failures.execution(e, cancellation);
    } catch (IOException e) {
      throw failures.execution(ClickHouseErrors.broken(e), cancellation);
    }
  }

  /** The next one that has rows. */
  private Optional<ColumnBatch> block() throws IOException, SQLException {
    Optional<ColumnBatch> block = Optional.empty();
    while (block.isEmpty() && query.advance()) {
      block = blocks.read(query.input());
    }
    return block;
  }

  /** Gives back what was read and nobody has asked for. */
  @Override
  public void close() {
    first.ifPresent(ColumnBatch::close);
    first = Optional.empty();
  }
}
