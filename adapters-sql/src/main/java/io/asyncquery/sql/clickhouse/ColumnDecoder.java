package io.asyncquery.sql.clickhouse;

import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.application.batch.Validity;
import io.asyncquery.domain.ColumnType;
import java.io.IOException;
import java.lang.foreign.Arena;

/** Reads the values of one column in a block, which lie one behind the other. */
interface ColumnDecoder {

  /** What it is in a batch. */
  ColumnType type();

  /** Takes what stands before the values of a block, which most types have not. */
  default void readPrefix(NativeInput in) throws IOException {}

  /**
   * Takes {@code rows} values.
   *
   * @param validity which of them are values
   * @throws ArithmeticException where a value is beyond what its column can hold
   * @throws java.nio.charset.CharacterCodingException where a text is none
   */
  ColumnVector read(NativeInput in, int rows, Validity validity, Arena arena) throws IOException;
}
