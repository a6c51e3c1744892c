package io.asyncquery.sql.clickhouse;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Makes a value of a batch of one that ClickHouse has sent. */
@FunctionalInterface
interface Conversion {

  /**
   * Converts the value at {@code at} of {@code from} into the place {@code place} of {@code to}.
   *
   * @param store where bytes go that have no room in that place
   * @throws ArithmeticException where the value is beyond what its column can hold
   */
  void convert(MemorySegment from, long at, MemorySegment to, long place, ByteStore store)
      throws IOException;
}
