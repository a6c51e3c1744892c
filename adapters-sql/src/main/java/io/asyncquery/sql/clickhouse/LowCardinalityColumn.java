package io.asyncquery.sql.clickhouse;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.application.batch.FlatVector;
import io.asyncquery.application.batch.Layout;
import io.asyncquery.application.batch.Validity;
import io.asyncquery.domain.ColumnType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Values that are kept once: a block has its own dictionary of them, and then where in it the value
 * of each row stands. Texts of a batch share their bytes.
 *
 * @param nullable whether the first of the dictionary stands for none
 */
record LowCardinalityColumn(ColumnDecoder keys, boolean nullable) implements ColumnDecoder {

  private static final long SHARED_DICTIONARY = 0x100;
  private static final long OWN_KEYS = 0x200;

  @Override
  public ColumnType type() {
    return keys.type();
  }

  @Override
  public void readPrefix(NativeInput in) throws IOException {
    long version = in.readLong();
    if (version != 1) {
      throw new IOException("A dictionary comes in a version that is not known: " + version);
    }
  }

  @Override
  public ColumnVector read(NativeInput in, int rows, Validity validity, Arena arena)
      throws IOException {
    if (rows == 0) {
      return keys.read(in, 0, validity, arena);
    }
    long flags = in.readLong();
    if ((flags & SHARED_DICTIONARY) != 0 || (flags & OWN_KEYS) == 0) {
      throw new IOException("A block comes without its dictionary");
    }
    FlatVector dictionary = (FlatVector) keys.read(in, in.readLongCount(), Validity.ALL, arena);
    int width = 1 << (flags & 0xff);
    byte[] indexes = new byte[Math.multiplyExact(in.readLongCount(), width)];
    in.readFully(MemorySegment.ofArray(indexes), 0, indexes.length);
    Validity valid =
        nullable
            ? NullableColumn.validity(rows, row -> index(indexes, row, width) != 0, arena)
            : validity;
    return new FlatVector(type(), valid, gather(dictionary, indexes, width, rows, arena));
  }

  private MemorySegment gather(
      FlatVector dictionary, byte[] indexes, int width, int rows, Arena arena) {
    MemorySegment values = FixedColumn.room(type(), rows, arena);
    int step = Layout.width(type());
    for (int row = 0; row < rows; row++) {
      long from = (long) index(indexes, row, width) * step;
      MemorySegment.copy(
          dictionary.values(), JAVA_BYTE, from, values, JAVA_BYTE, (long) row * step, step);
    }
    return values;
  }

  private static int index(byte[] indexes, int row, int width) {
    int index = 0;
    for (int i = Math.min(width, Integer.BYTES) - 1; i >= 0; i--) {
      index = index << 8 | Byte.toUnsignedInt(indexes[row * width + i]);
    }
    return index;
  }
}
