package io.asyncquery.application.batch;

/** Some thousand rows, column by column. Immutable until closed, invalid after. */
public interface ColumnBatch extends AutoCloseable {

  /** Rows, 1 or more. */
  int rowCount();

  /** The values of the column at {@code index}, counted from 0. */
  ColumnVector column(int index);

  /** Gives the memory back to the engine. */
  @Override
  void close();
}
