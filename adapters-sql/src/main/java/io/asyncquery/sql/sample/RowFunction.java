package io.asyncquery.sql.sample;

import java.util.function.Consumer;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/** The rows of one table as a function that DuckDB selects from; good for one statement. */
final class RowFunction implements DuckDBTableFunction<RowFunction, RowFunction, RowFunction> {
  private static final long ROWS_PER_REPORT = 50_000;

  private final TableRows rows;
  private final Consumer<Progress> progress;
  private long written;
  private long reported;

  RowFunction(TableRows rows, Consumer<Progress> progress) {
    this.rows = rows;
    this.progress = progress;
  }

  @Override
  public RowFunction bind(DuckDBTableFunctionBindInfo bind) {
    rows.columns().forEach(column -> bind.addResultColumn(column.name(), column.type()));
    return this;
  }

  /** One thread: the order of the rows is part of the data. */
  @Override
  public RowFunction init(DuckDBTableFunctionInitInfo init) {
    init.setMaxThreads(1);
    progress.accept(new Progress(rows.table(), 0, rows.total()));
    return this;
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo call, DuckDBDataChunkWriter chunk)
      throws InterruptedException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedException();
    }
    RowWriter row = new RowWriter(rows.columns(), chunk);
    boolean more = true;
    while (row.hasRoom() && more) {
      more = rows.next(row);
    }
    int count = row.finish();
    written += count;
    report(count == 0);
    return count;
  }

  private void report(boolean end) {
    if (end) {
      progress.accept(new Progress(rows.table(), written, written));
    } else if (written - reported >= ROWS_PER_REPORT) {
      reported = written;
      progress.accept(new Progress(rows.table(), written, rows.total()));
    }
  }
}
