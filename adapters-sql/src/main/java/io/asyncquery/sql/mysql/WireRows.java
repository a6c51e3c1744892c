package io.asyncquery.sql.mysql;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the bytes that the server sent, which the driver keeps in a field of its own: its getters
 * make an object of each value. Each field has its length before it, as the protocol says.
 */
final class WireRows extends ServerRows {

  private static final String FIELD = "rowBuf";

  private final ResultSet rows;
  private final MethodHandle row;
  private int next;

  private WireRows(ResultSet rows, MethodHandle row) {
    this.rows = rows;
    this.row = row;
  }

  /** The rows of a driver that keeps them as is known here; of another, none. */
  static Optional<ServerRows> of(ResultSet rows) {
    try {
      Field field = field(rows.getClass());
      if (field == null) {
        return Optional.empty();
      }
      field.setAccessible(true);
      Object buffer = field.get(rows);
      MethodHandle row =
          MethodHandles.publicLookup()
              .findVirtual(buffer.getClass(), "buf", MethodType.methodType(byte[].class))
              .bindTo(buffer);
      return Optional.of(new WireRows(rows, row));
    } catch (ReflectiveOperationException | RuntimeException e) {
      System.getLogger(WireRows.class.getName())
          .log(System.Logger.Level.DEBUG, "The driver keeps its rows otherwise", e);
      return Optional.empty();
    }
  }

  private static @Nullable Field field(Class<?> result) {
    for (Class<?> type = result; type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(FIELD)) {
          return field;
        }
      }
    }
    return null;
  }

  @Override
  boolean nextRow() throws SQLException {
    if (!rows.next()) {
      return false;
    }
    try {
      bytes = (byte[]) row.invokeExact();
    } catch (Throwable e) {
      throw new SQLException("The driver gave no row", "HY000", e);
    }
    next = 0;
    return true;
  }

  @Override
  int nextField() {
    int first = Byte.toUnsignedInt(bytes[next++]);
    int length =
        switch (first) {
          case 251 -> -1;
          case 252 -> take(2);
          case 253 -> take(3);
          case 254 -> take(8);
          default -> first;
        };
    from = next;
    next += Math.max(0, length);
    return length;
  }

  /** The lowest byte comes first; no row is longer than an array. */
  private int take(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value |= i < Integer.BYTES ? Byte.toUnsignedInt(bytes[next]) << (8 * i) : 0;
      next++;
    }
    return value;
  }
}
