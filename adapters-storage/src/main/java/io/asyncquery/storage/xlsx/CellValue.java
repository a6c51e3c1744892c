package io.asyncquery.storage.xlsx;

import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.application.batch.FlatVector;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.storage.text.TextBuffer;
import io.asyncquery.storage.text.ValueText;

/**
 * How the values of a type become cells. A spreadsheet has numbers of 64-bit floating point, of
 * which it keeps 15 digits, truth values and text, and it shows numbers as points in time from
 * 1900-03-01 to 9999-12-31. What fits neither is {@link ValueText}, so that nothing in a sheet is
 * wrong:
 *
 * <table>
 *   <caption>Cells</caption>
 *   <tr><td>integers, DECIMAL</td><td>numbers; text with more than 15 significant digits</td></tr>
 *   <tr><td>REAL, DOUBLE</td><td>numbers; NaN and infinities text</td></tr>
 *   <tr><td>BOOLEAN</td><td>truth values</td></tr>
 *   <tr><td>DATE, TIME, TIMESTAMP, TIMESTAMP WITH TIME ZONE (in UTC)</td><td>numbers
 *       with a format: to the microsecond as far as floating point goes, which is until 2079;
 *       other values text, those with nanoseconds too</td></tr>
 *   <tr><td>all else</td><td>text</td></tr>
 * </table>
 */
@FunctionalInterface
interface CellValue {

  /** Writes the value in {@code row}, which is not NULL. */
  void write(ColumnVector vector, int row, CellRow cells);

  static CellValue of(ColumnType type) {
    ValueText text = ValueText.of(type);
    return switch (type) {
      case Scalar scalar -> ofScalar(scalar, text);
      case ColumnType.Decimal _ -> exactNumber(text);
      case ColumnType.Timestamp(ColumnType.Timestamp.Unit unit) ->
          pointInTime(text, unit.perSecond());
      case ColumnType.Array _, ColumnType.Struct _, ColumnType.Map _ -> plainText(text);
    };
  }

  /** The style of the cells that are not text. */
  static Style styleOf(ColumnType type) {
    return switch (type) {
      case Scalar.DATE -> Style.DATE;
      case Scalar.TIME -> Style.TIME;
      case Scalar.TIMESTAMP_WITH_TIME_ZONE -> Style.DATE_TIME;
      case ColumnType.Timestamp _ -> Style.DATE_TIME;
      default -> Style.GENERAL;
    };
  }

  private static CellValue ofScalar(Scalar scalar, ValueText text) {
    return switch (scalar) {
      case BOOLEAN ->
          (vector, row, cells) -> cells.writeBoolean(((FlatVector) vector).getByte(row) != 0);
      case TINYINT, SMALLINT, INTEGER, UTINYINT, USMALLINT, UINTEGER -> number(text);
      case BIGINT, HUGEINT, UBIGINT, UHUGEINT -> exactNumber(text);
      case REAL -> floating(text, (vector, row) -> Float.isFinite(vector.getFloat(row)));
      case DOUBLE -> floating(text, (vector, row) -> Double.isFinite(vector.getDouble(row)));
      case DATE -> date(text);
      case TIME -> timeOfDay(text);
      case TIMESTAMP_WITH_TIME_ZONE -> pointInTime(text, Serial.MICROS_PER_SECOND);
      case VARCHAR, JSON, VARBINARY, TIME_WITH_TIME_ZONE, INTERVAL, UUID -> plainText(text);
    };
  }

  private static CellValue plainText(ValueText text) {
    return (vector, row, cells) -> {
      text.append(vector, row, cells.text());
      cells.writeText();
    };
  }

  private static CellValue number(ValueText text) {
    return (vector, row, cells) -> {
      text.append(vector, row, cells.text());
      cells.writeNumber(Style.GENERAL);
    };
  }

  private static CellValue exactNumber(ValueText text) {
    return (vector, row, cells) -> {
      TextBuffer digits = cells.text();
      text.append(vector, row, digits);
      if (Digits.significant(digits) <= Digits.KEPT) {
        cells.writeNumber(Style.GENERAL);
      } else {
        cells.writeText();
      }
    };
  }

  private static CellValue floating(ValueText text, Test finite) {
    CellValue asNumber = number(text);
    CellValue asText = plainText(text);
    return (vector, row, cells) -> {
      boolean isNumber = finite.test((FlatVector) vector, row);
      (isNumber ? asNumber : asText).write(vector, row, cells);
    };
  }

  private static CellValue date(ValueText text) {
    CellValue asText = plainText(text);
    return (vector, row, cells) -> {
      int day = ((FlatVector) vector).getInt(row);
      if (Serial.shows(day)) {
        Serial.append(cells.text(), day);
        cells.writeNumber(Style.DATE);
      } else {
        asText.write(vector, row, cells);
      }
    };
  }

  private static CellValue timeOfDay(ValueText text) {
    CellValue asText = plainText(text);
    return (vector, row, cells) -> {
      long micros = ((FlatVector) vector).getLong(row);
      if (micros < Serial.MICROS_PER_DAY) {
        Serial.appendTime(cells.text(), micros);
        cells.writeNumber(Style.TIME);
      } else {
        asText.write(vector, row, cells);
      }
    };
  }

  private static CellValue pointInTime(ValueText text, long perSecond) {
    CellValue asText = plainText(text);
    return (vector, row, cells) -> {
      long value = ((FlatVector) vector).getLong(row);
      long day = Math.floorDiv(value, perSecond * Serial.SECONDS_PER_DAY);
      long rest = Math.floorMod(value, perSecond * Serial.SECONDS_PER_DAY);
      if (Serial.shows(day) && Serial.isWholeMicros(rest, perSecond)) {
        Serial.append(cells.text(), day, Serial.micros(rest, perSecond));
        cells.writeNumber(Style.DATE_TIME);
      } else {
        asText.write(vector, row, cells);
      }
    };
  }

  /** Asks something of a value. */
  @FunctionalInterface
  interface Test {
    boolean test(FlatVector vector, int row);
  }
}
