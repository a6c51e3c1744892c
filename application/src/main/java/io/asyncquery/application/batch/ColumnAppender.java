package io.asyncquery.application.batch;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Takes the values of one column, row by row, in the layout of {@link ColumnVector}. */
public final class ColumnAppender {

  private static final int FIRST_ROWS = 2_048;
  private static final int INLINE_BYTES = 12;
  private static final int SLAB_BYTES = 1 << 16;

  private final ColumnType type;
  private final Arena arena;
  private final int width;
  private final List<ColumnAppender> children;
  private MemorySegment values;
  private MemorySegment validity;
  private MemorySegment slab = MemorySegment.NULL;
  private long slabUsed;
  private int rows;
  private boolean hasNulls;

  ColumnAppender(ColumnType type, Arena arena) {
    this.type = type;
    this.arena = arena;
    this.width = Layout.width(type);
    this.values = allocate((long) FIRST_ROWS * width);
    this.validity = allocate(FIRST_ROWS / 8);
    this.children = childTypes(type).stream().map(t -> new ColumnAppender(t, arena)).toList();
  }

  private static List<ColumnType> childTypes(ColumnType type) {
    return switch (type) {
      case ColumnType.Array(ColumnType element) -> List.of(element);
      case ColumnType.Map map -> List.of(entryType(map));
      case ColumnType.Struct struct -> struct.fields().stream().map(Column::type).toList();
      default -> List.of();
    };
  }

  private static ColumnType entryType(ColumnType.Map map) {
    return new ColumnType.Struct(
        List.of(new Column("key", map.key()), new Column("value", map.value())));
  }

  /** The elements of a list, the entries of a map ({@code index} 0), or a field of a struct. */
  public ColumnAppender child(int index) {
    return children.get(index);
  }

  /** How many values were appended. */
  public int rowCount() {
    return rows;
  }

  /** NULL; in a struct, its fields get their NULL too. */
  public void appendNull() {
    hasNulls = true;
    nextRow(false);
    if (type instanceof ColumnType.Struct) {
      children.forEach(ColumnAppender::appendNull);
    }
  }

  public void appendByte(byte value) {
    long at = nextRow(true);
    values.set(JAVA_BYTE, at, value);
  }

  public void appendBoolean(boolean value) {
    appendByte((byte) (value ? 1 : 0));
  }

  public void appendShort(short value) {
    long at = nextRow(true);
    values.set(JAVA_SHORT_UNALIGNED, at, value);
  }

  public void appendInt(int value) {
    long at = nextRow(true);
    values.set(JAVA_INT_UNALIGNED, at, value);
  }

  public void appendLong(long value) {
    long at = nextRow(true);
    values.set(JAVA_LONG_UNALIGNED, at, value);
  }

  public void appendFloat(float value) {
    long at = nextRow(true);
    values.set(JAVA_FLOAT_UNALIGNED, at, value);
  }

  public void appendDouble(double value) {
    long at = nextRow(true);
    values.set(JAVA_DOUBLE_UNALIGNED, at, value);
  }

  /** A value of 16 bytes: HUGEINT, a wide DECIMAL, UUID, INTERVAL. */
  public void appendWide(long low, long high) {
    long at = nextRow(true);
    values.set(JAVA_LONG_UNALIGNED, at, low);
    values.set(JAVA_LONG_UNALIGNED, at + 8, high);
  }

  /** The unscaled value of a decimal, which must fit its precision. */
  public void appendUnscaled(long value) {
    switch (width) {
      case 2 -> appendShort((short) value);
      case 4 -> appendInt((int) value);
      case 8 -> appendLong(value);
      default -> appendWide(value, value >> 63);
    }
  }

  public void appendText(String value) {
    appendBytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** The bytes of a text (UTF-8) or binary value. */
  public void appendBytes(byte[] bytes) {
    appendBytes(MemorySegment.ofArray(bytes), 0, bytes.length);
  }

  /** The same from {@code length} bytes at {@code offset} of {@code source}. */
  public void appendBytes(MemorySegment source, long offset, int length) {
    long at = nextRow(true);
    values.set(JAVA_INT_UNALIGNED, at, length);
    if (length <= INLINE_BYTES) {
      MemorySegment.copy(source, offset, values, at + 4, length);
    } else {
      MemorySegment target = text(length);
      MemorySegment.copy(source, offset, target, 0, length);
      values.set(JAVA_LONG_UNALIGNED, at + 8, target.address());
    }
  }

  /**
   * A list or map of {@code length} elements, which have been appended to the child just before.
   */
  public void appendList(int length) {
    appendWide(children.getFirst().rowCount() - (long) length, length);
  }

  /** A struct whose fields have been appended to the children just before. */
  public void appendStruct() {
    nextRow(true);
  }

  /** What was appended, as a vector that lives as long as the arena. */
  ColumnVector vector() {
    Validity valid = hasNulls ? new Validity(global(validity)) : Validity.ALL;
    return switch (type) {
      case ColumnType.Struct struct ->
          new StructVector(struct, valid, children.stream().map(ColumnAppender::vector).toList());
      case ColumnType.Array array ->
          new ListVector(type, valid, global(values), children.getFirst().vector());
      case ColumnType.Map map ->
          new ListVector(type, valid, global(values), children.getFirst().vector());
      default -> new FlatVector(type, valid, global(values));
    };
  }

  /** The byte offset of the row that begins here; {@code values} may be another segment then. */
  private long nextRow(boolean valid) {
    if ((long) rows >= validity.byteSize() * 8) {
      values = grown(values);
      validity = grown(validity);
    }
    long word = (long) (rows >>> 6) << 3;
    long bit = valid ? 1L << rows : 0;
    long previous = (rows & 63) == 0 ? 0 : validity.get(JAVA_LONG_UNALIGNED, word);
    validity.set(JAVA_LONG_UNALIGNED, word, previous | bit);
    return (long) rows++ * width;
  }

  private MemorySegment text(int length) {
    if (length > SLAB_BYTES / 4) {
      return allocate(length);
    }
    if (slabUsed + length > slab.byteSize()) {
      slab = allocate(SLAB_BYTES);
      slabUsed = 0;
    }
    MemorySegment target = slab.asSlice(slabUsed, length);
    slabUsed += length;
    return target;
  }

  private MemorySegment grown(MemorySegment segment) {
    MemorySegment larger = allocate(segment.byteSize() * 2);
    MemorySegment.copy(segment, 0, larger, 0, segment.byteSize());
    return larger;
  }

  private MemorySegment allocate(long bytes) {
    return arena.allocate(Math.max(bytes, 8), 16);
  }

  // Vectors of every engine are segments of the same class and scope: the encoders' loops then
  // compile for that one alone.
  private static MemorySegment global(MemorySegment segment) {
    return Memory.at(segment.address(), segment.byteSize());
  }
}
