package io.asyncquery.sql.trino;

import io.asyncquery.application.batch.ColumnAppender;
import java.io.IOException;

/** Reads one value that is not NULL from the JSON of the protocol. */
@FunctionalInterface
interface ValueDecoder {

  /**
   * Takes the next value and appends it.
   *
   * @throws ArithmeticException where the value is beyond what its column can hold
   */
  void decode(JsonScanner from, ColumnAppender to) throws IOException;

  /** The same for a value that may be NULL. */
  default void decodeNullable(JsonScanner from, ColumnAppender to) throws IOException {
    if (from.passesNull()) {
      to.appendNull();
    } else {
      decode(from, to);
    }
  }
}
