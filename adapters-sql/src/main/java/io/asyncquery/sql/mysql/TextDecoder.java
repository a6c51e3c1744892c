package io.asyncquery.sql.mysql;

import io.asyncquery.application.batch.ColumnAppender;

/** Brings one value that the server sent as text into a column. */
@FunctionalInterface
interface TextDecoder {

  /**
   * Appends the value of the {@code length} bytes from {@code from} on.
   *
   * @throws ArithmeticException where the value is beyond what its column can hold
   */
  void decode(byte[] bytes, int from, int length, ColumnAppender to);
}
