package io.asyncquery.storage.text;

import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.application.batch.FlatVector;
import io.asyncquery.application.batch.Layout;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Scalar;
import java.util.Base64;
import java.util.UUID;

/**
 * How the values of a type become text, whatever format the text is for.
 *
 * <table>
 *   <caption>Texts</caption>
 *   <tr><td>BOOLEAN</td><td>{@code true}, {@code false}</td></tr>
 *   <tr><td>integers, DECIMAL</td><td>plain digits; a decimal shows its whole scale</td></tr>
 *   <tr><td>REAL, DOUBLE</td><td>the shortest digits that read back the same, plain from 0.001 to
 *       below 10,000,000, else as {@code 1.0E10}; {@code NaN}, {@code Infinity}, {@code
 *       -Infinity}</td></tr>
 *   <tr><td>VARCHAR, JSON</td><td>itself</td></tr>
 *   <tr><td>VARBINARY</td><td>base64 with padding, on one line</td></tr>
 *   <tr><td>DATE</td><td>{@code 2024-02-29}; years as in ISO 8601, with a sign below 0000 and above
 *       9999; {@code infinity}, {@code -infinity}</td></tr>
 *   <tr><td>TIME</td><td>{@code 23:59:59.5}</td></tr>
 *   <tr><td>TIME WITH TIME ZONE</td><td>{@code 23:59:59.5+02:00}</td></tr>
 *   <tr><td>TIMESTAMP</td><td>{@code 2024-02-29 23:59:59.5}, or an infinity</td></tr>
 *   <tr><td>TIMESTAMP WITH TIME ZONE</td><td>{@code 2024-02-29T23:59:59.5+00:00}, or an
 *       infinity</td></tr>
 *   <tr><td>INTERVAL</td><td>{@code P1Y2M3DT4H5M6.7S}, {@code PT-0.5S}, {@code PT0S}</td></tr>
 *   <tr><td>UUID</td><td>36 characters in lower case</td></tr>
 *   <tr><td>arrays, structs, maps</td><td>JSON, see {@link JsonText}</td></tr>
 * </table>
 */
@FunctionalInterface
public interface ValueText {

  /** Appends the value of {@code vector} in {@code row}, which is not NULL. */
  void append(ColumnVector vector, int row, TextBuffer out);

  /** The text of {@code type}. */
  static ValueText of(ColumnType type) {
    return switch (type) {
      case Scalar scalar -> ofScalar(scalar);
      case ColumnType.Decimal decimal -> ofDecimal(decimal);
      case ColumnType.Timestamp(ColumnType.Timestamp.Unit unit) ->
          flat((vector, row, out) -> TimeText.appendTimestamp(out, vector.getLong(row), unit));
      case ColumnType.Array array -> JsonText.of(array);
      case ColumnType.Struct struct -> JsonText.of(struct);
      case ColumnType.Map map -> JsonText.of(map);
    };
  }

  private static ValueText ofScalar(Scalar scalar) {
    return switch (scalar) {
      case BOOLEAN -> flat((v, row, out) -> out.append(v.getByte(row) != 0 ? "true" : "false"));
      case TINYINT -> flat((v, row, out) -> NumberText.append(out, v.getByte(row)));
      case SMALLINT -> flat((v, row, out) -> NumberText.append(out, v.getShort(row)));
      case INTEGER -> flat((v, row, out) -> NumberText.append(out, v.getInt(row)));
      case BIGINT -> flat((v, row, out) -> NumberText.append(out, v.getLong(row)));
      case HUGEINT ->
          flat((v, row, out) -> NumberText.append(out, v.lowLong(row), v.highLong(row)));
      case UTINYINT ->
          flat((v, row, out) -> NumberText.append(out, Byte.toUnsignedInt(v.getByte(row))));
      case USMALLINT ->
          flat((v, row, out) -> NumberText.append(out, Short.toUnsignedInt(v.getShort(row))));
      case UINTEGER ->
          flat((v, row, out) -> NumberText.append(out, Integer.toUnsignedLong(v.getInt(row))));
      case UBIGINT -> flat((v, row, out) -> NumberText.appendUnsigned(out, v.getLong(row)));
      case UHUGEINT ->
          flat((v, row, out) -> NumberText.appendUnsigned(out, v.lowLong(row), v.highLong(row)));
      case REAL -> flat((v, row, out) -> out.append(Float.toString(v.getFloat(row))));
      case DOUBLE -> flat((v, row, out) -> out.append(Double.toString(v.getDouble(row))));
      case VARCHAR, JSON ->
          flat((v, row, out) -> out.append(v.byteAddress(row), v.byteLength(row)));
      case VARBINARY ->
          flat((v, row, out) -> out.append(Base64.getEncoder().encode(v.getBytes(row))));
      case DATE -> flat((v, row, out) -> TimeText.appendDate(out, v.getInt(row)));
      case TIME -> flat((v, row, out) -> TimeText.appendTime(out, v.getLong(row)));
      case TIME_WITH_TIME_ZONE ->
          flat((v, row, out) -> TimeText.appendTimeWithZone(out, v.getLong(row)));
      case TIMESTAMP_WITH_TIME_ZONE ->
          flat((v, row, out) -> TimeText.appendInstant(out, v.getLong(row)));
      case INTERVAL -> flat(ValueText::appendInterval);
      case UUID -> flat((v, row, out) -> out.append(uuid(v, row).toString()));
    };
  }

  private static ValueText ofDecimal(ColumnType.Decimal type) {
    int scale = type.scale();
    return switch (Layout.width(type)) {
      case 2 -> flat((v, row, out) -> NumberText.appendDecimal(out, v.getShort(row), scale));
      case 4 -> flat((v, row, out) -> NumberText.appendDecimal(out, v.getInt(row), scale));
      case 8 -> flat((v, row, out) -> NumberText.appendDecimal(out, v.getLong(row), scale));
      default ->
          flat((v, row, out) ->
              NumberText.appendDecimal(out, v.lowLong(row), v.highLong(row), scale));
    };
  }

  private static void appendInterval(FlatVector vector, int row, TextBuffer out) {
    long low = vector.lowLong(row);
    TimeText.appendInterval(out, (int) low, (int) (low >> 32), vector.highLong(row));
  }

  private static UUID uuid(FlatVector vector, int row) {
    return new UUID(vector.highLong(row) ^ Long.MIN_VALUE, vector.lowLong(row));
  }

  private static ValueText flat(Flat text) {
    return (vector, row, out) -> text.append((FlatVector) vector, row, out);
  }

  /** The text of a type whose vectors are flat. */
  @FunctionalInterface
  interface Flat {
    void append(FlatVector vector, int row, TextBuffer out);
  }
}
