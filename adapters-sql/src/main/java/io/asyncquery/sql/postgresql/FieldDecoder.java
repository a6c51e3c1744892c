package io.asyncquery.sql.postgresql;

import io.asyncquery.application.batch.ColumnAppender;
import java.sql.SQLException;

/** Reads one value that is not NULL in PostgreSQL's binary format. */
@FunctionalInterface
interface FieldDecoder {

  /**
   * Takes {@code length} bytes of {@code from} and appends their value.
   *
   * @throws ArithmeticException where the value is beyond what its column can hold
   */
  void decode(CopyInput from, int length, ColumnAppender to) throws SQLException;
}
