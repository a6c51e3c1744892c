package io.asyncquery.application.batch;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.asyncquery.domain.ColumnType;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Values of one width, one after the other; see {@link ColumnVector} for the layout of each type.
 * What a NULL row holds is undefined.
 */
public record FlatVector(ColumnType type, Validity validity, MemorySegment values)
    implements ColumnVector {

  private static final int INLINE_BYTES = 12;

  @Override
  public List<ColumnVector> children() {
    return List.of();
  }

  public byte getByte(int row) {
    return values.get(JAVA_BYTE, row);
  }

  public short getShort(int row) {
    return values.get(JAVA_SHORT_UNALIGNED, (long) row << 1);
  }

  public int getInt(int row) {
    return values.get(JAVA_INT_UNALIGNED, (long) row << 2);
  }

  public long getLong(int row) {
    return values.get(JAVA_LONG_UNALIGNED, (long) row << 3);
  }

  public float getFloat(int row) {
    return values.get(JAVA_FLOAT_UNALIGNED, (long) row << 2);
  }

  public double getDouble(int row) {
    return values.get(JAVA_DOUBLE_UNALIGNED, (long) row << 3);
  }

  /** The lower 8 of a value's 16 bytes. */
  public long lowLong(int row) {
    return values.get(JAVA_LONG_UNALIGNED, (long) row << 4);
  }

  /** The upper 8 of a value's 16 bytes. */
  public long highLong(int row) {
    return values.get(JAVA_LONG_UNALIGNED, ((long) row << 4) + 8);
  }

  /** The length of a text or binary value in bytes. */
  public int byteLength(int row) {
    return values.get(JAVA_INT_UNALIGNED, (long) row << 4);
  }

  /** Where the bytes of a text or binary value begin: an address in {@link Memory#ALL}. */
  public long byteAddress(int row) {
    long entry = (long) row << 4;
    return byteLength(row) <= INLINE_BYTES
        ? values.address() + entry + 4
        : values.get(JAVA_LONG_UNALIGNED, entry + 8);
  }

  /** The bytes of a text or binary value, copied. */
  public byte[] getBytes(int row) {
    byte[] bytes = new byte[byteLength(row)];
    MemorySegment.copy(Memory.ALL, JAVA_BYTE, byteAddress(row), bytes, 0, bytes.length);
    return bytes;
  }

  /** A text value, copied. */
  public String getString(int row) {
    return new String(getBytes(row), StandardCharsets.UTF_8);
  }
}
