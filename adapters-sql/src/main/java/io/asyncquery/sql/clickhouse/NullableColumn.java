package io.asyncquery.sql.clickhouse;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.application.batch.Memory;
import io.asyncquery.application.batch.Validity;
import io.asyncquery.domain.ColumnType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.IntPredicate;

/** Values of which some are none: first comes a byte for each, which says so, then all of them. */
record NullableColumn(ColumnDecoder values) implements ColumnDecoder {

  @Override
  public ColumnType type() {
    return values.type();
  }

  @Override
  public void readPrefix(NativeInput in) throws IOException {
    values.readPrefix(in);
  }

  @Override
  public ColumnVector read(NativeInput in, int rows, Validity validity, Arena arena)
      throws IOException {
    byte[] nulls = new byte[rows];
    in.readFully(MemorySegment.ofArray(nulls), 0, rows);
    return values.read(in, rows, validity(rows, row -> nulls[row] == 0, arena), arena);
  }

  /** That of rows of which {@code valid} says that they hold a value. */
  static Validity validity(int rows, IntPredicate valid, Arena arena) {
    MemorySegment words = arena.allocate(Math.max(8, (rows + 63) / 64 * 8L), 8);
    boolean all = true;
    for (int word = 0; word << 6 < rows; word++) {
      long bits = 0;
      for (int row = word << 6; row < rows && row < word + 1 << 6; row++) {
        bits |= valid.test(row) ? 1L << row : 0;
      }
      words.set(JAVA_LONG_UNALIGNED, (long) word << 3, bits);
      int inWord = Math.min(64, rows - (word << 6));
      all &= Long.bitCount(bits) == inWord;
    }
    return all ? Validity.ALL : new Validity(Memory.at(words.address(), words.byteSize()));
  }
}
