package io.asyncquery.sql.postgresql;

import io.asyncquery.application.batch.ColumnAppender;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.copy.CopyOut;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * The bytes of a COPY in binary format: a header, rows, and an end of its own, without which a
 * result is not whole. The server sends a message for each row, which is not relied on.
 */
final class CopyInput {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
  };
  private static final int END = -1;

  private static final VarHandle SHORT = bigEndian(short[].class);
  private static final VarHandle INT = bigEndian(int[].class);
  private static final VarHandle LONG = bigEndian(long[].class);

  private final CopyOut copy;
  private byte[] bytes = {};
  private MemorySegment segment = MemorySegment.ofArray(bytes);
  private int position;
  private long rows;
  private boolean begun;
  private boolean ended;

  CopyInput(CopyOut copy) {
    this.copy = copy;
  }

  /**
   * Goes to the next row, which must have {@code columns} fields; false at the end.
   *
   * @throws SQLException where the result breaks off
   */
  boolean nextRow(int columns) throws SQLException {
    if (ended) {
      return false;
    }
    if (!begun) {
      readHeader();
    }
    require(Short.BYTES);
    int fields = takeShort();
    if (fields == END) {
      readEnd();
      return false;
    }
    if (fields != columns) {
      throw broken("A row has [" + fields + "] fields instead of [" + columns + "]");
    }
    rows++;
    return true;
  }

  /** The length of the next field, all of which can be taken then; negative for NULL. */
  int nextField() throws SQLException {
    require(Integer.BYTES);
    int length = takeInt();
    require(Math.max(length, 0));
    return length;
  }

  byte takeByte() {
    return bytes[position++];
  }

  short takeShort() {
    short value = (short) SHORT.get(bytes, position);
    position += Short.BYTES;
    return value;
  }

  int takeInt() {
    int value = (int) INT.get(bytes, position);
    position += Integer.BYTES;
    return value;
  }

  long takeLong() {
    long value = (long) LONG.get(bytes, position);
    position += Long.BYTES;
    return value;
  }

  /** Hands the next bytes on as they are. */
  void appendField(int length, ColumnAppender to) {
    to.appendBytes(segment, position, length);
    position += length;
  }

  /** The answer is not what the protocol says. */
  static SQLException broken(String what) {
    return new PSQLException(what, PSQLState.PROTOCOL_VIOLATION);
  }

  private void readHeader() throws SQLException {
    require(SIGNATURE.length + 2 * Integer.BYTES);
    if (!Arrays.equals(
        bytes, position, position + SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
      throw broken("The result does not begin as binary COPY does");
    }
    position += SIGNATURE.length + Integer.BYTES;
    int extension = takeInt();
    require(extension);
    position += extension;
    begun = true;
  }

  /** Behind the end of the rows, the server says that the query has ended well, and its count. */
  private void readEnd() throws SQLException {
    if (position != bytes.length || copy.readFromCopy() != null) {
      throw broken("The result goes on behind its end");
    }
    if (copy.getHandledRowCount() != rows) {
      throw broken(
          "The server has sent [" + copy.getHandledRowCount() + "] rows, [" + rows + "] arrived");
    }
    ended = true;
  }

  private void require(int count) throws SQLException {
    while (bytes.length - position < count) {
      byte[] next = copy.readFromCopy();
      if (next == null) {
        throw broken("The result ended within a row");
      }
      append(next);
    }
  }

  private void append(byte[] next) {
    int rest = bytes.length - position;
    if (rest == 0) {
      bytes = next;
    } else {
      byte[] joined = Arrays.copyOfRange(bytes, position, position + rest + next.length);
      System.arraycopy(next, 0, joined, rest, next.length);
      bytes = joined;
    }
    position = 0;
    segment = MemorySegment.ofArray(bytes);
  }

  private static VarHandle bigEndian(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.BIG_ENDIAN);
  }
}
