package io.asyncquery.storage.csv;

import static java.time.format.DateTimeFormatter.ISO_LOCAL_DATE;
import static java.util.stream.Collectors.joining;

import io.asyncquery.application.testdata.Interval;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.CsvDialect;
import io.asyncquery.domain.CsvDialect.Quoting;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * CSV as the contract states it, value by value with Java's own classes: the oracle of these tests.
 */
final class SlowCsv {

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);

  private static final Set<ColumnType> NUMERIC =
      Set.of(
          Scalar.TINYINT,
          Scalar.SMALLINT,
          Scalar.INTEGER,
          Scalar.BIGINT,
          Scalar.HUGEINT,
          Scalar.UTINYINT,
          Scalar.USMALLINT,
          Scalar.UINTEGER,
          Scalar.UBIGINT,
          Scalar.UHUGEINT,
          Scalar.REAL,
          Scalar.DOUBLE);

  private SlowCsv() {}

  /** All of a result, without a byte order mark. */
  static String text(List<Column> columns, List<List<@Nullable Object>> rows, CsvDialect dialect) {
    StringBuilder text = new StringBuilder();
    if (dialect.header()) {
      List<String> names =
          columns.stream().map(column -> cell(Scalar.VARCHAR, column.name(), dialect)).toList();
      appendLine(text, names, dialect);
    }
    for (List<@Nullable Object> row : rows) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        cells.add(cell(columns.get(i).type(), row.get(i), dialect));
      }
      appendLine(text, cells, dialect);
    }
    return text.toString();
  }

  private static void appendLine(StringBuilder text, List<String> cells, CsvDialect dialect) {
    text.append(String.join(Character.toString(dialect.separator()), cells));
    text.append(dialect.lineEnding().text());
  }

  private static String cell(ColumnType type, @Nullable Object value, CsvDialect dialect) {
    if (value == null) {
      return dialect.nullText();
    }
    String text = shown(type, value, dialect);
    return isQuoted(type, text, dialect) ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  private static boolean isQuoted(ColumnType type, String text, CsvDialect dialect) {
    boolean numeric = NUMERIC.contains(type) || type instanceof ColumnType.Decimal;
    return dialect.quoting() == Quoting.ALL
        || dialect.quoting() == Quoting.NON_NUMERIC && !numeric
        || text.contains(Character.toString(dialect.separator()))
        || text.contains("\"")
        || text.contains("\r")
        || text.contains("\n")
        || !text.isEmpty() && text.equals(dialect.nullText());
  }

  /** What a reader of the file sees. */
  static String shown(ColumnType type, Object value, CsvDialect dialect) {
    String text = spelled(type, value);
    boolean isText = type == Scalar.VARCHAR || type == Scalar.JSON;
    boolean formula = !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0;
    return dialect.escapeFormulas() && isText && formula ? "'" + text : text;
  }

  /** The text of a value, whatever the dialect. */
  static String spelled(ColumnType type, Object value) {
    return switch (type) {
      case ColumnType.Decimal(int _, int scale) ->
          ((BigDecimal) value).setScale(scale).toPlainString();
      case ColumnType.Timestamp _ ->
          value instanceof Long units ? infinity(units) : dateTime(value);
      case Scalar scalar -> scalar(scalar, value);
      default -> json(type, value);
    };
  }

  private static String scalar(Scalar type, Object value) {
    return switch (type) {
      case DATE ->
          value instanceof Integer days
              ? infinity(days)
              : ISO_LOCAL_DATE.format((java.time.LocalDate) value);
      case TIME -> TIME.format((LocalTime) value);
      case TIME_WITH_TIME_ZONE -> {
        OffsetTime time = (OffsetTime) value;
        yield TIME.format(time) + time.getOffset().getId().replace("Z", "+00:00");
      }
      case TIMESTAMP_WITH_TIME_ZONE ->
          value instanceof Long micros
              ? infinity(micros)
              : dateTime(LocalDateTime.ofInstant((Instant) value, ZoneOffset.UTC)).replace(' ', 'T')
                  + "+00:00";
      case INTERVAL -> interval((Interval) value);
      case VARBINARY -> Base64.getEncoder().encodeToString(((ByteBuffer) value).array());
      default -> value.toString();
    };
  }

  private static String infinity(long units) {
    return units > 0 ? "infinity" : "-infinity";
  }

  private static String dateTime(Object value) {
    LocalDateTime time = (LocalDateTime) value;
    return ISO_LOCAL_DATE.format(time) + " " + TIME.format(time);
  }

  private static String interval(Interval value) {
    long hours = value.micros() / 3_600_000_000L;
    long minutes = value.micros() / 60_000_000 % 60;
    BigDecimal seconds = BigDecimal.valueOf(value.micros() % 60_000_000, 6).stripTrailingZeros();
    String date =
        part(value.months() / 12, "Y") + part(value.months() % 12, "M") + part(value.days(), "D");
    String time =
        part(hours, "H")
            + part(minutes, "M")
            + (seconds.signum() == 0 ? "" : seconds.toPlainString() + "S");
    return "P" + date + (time.isEmpty() ? date.isEmpty() ? "T0S" : "" : "T" + time);
  }

  private static String part(long number, String unit) {
    return number == 0 ? "" : number + unit;
  }

  private static String json(ColumnType type, @Nullable Object value) {
    if (value == null) {
      return "null";
    }
    return switch (type) {
      case ColumnType.Array(ColumnType element) ->
          ((List<?>) value)
              .stream().map(item -> json(element, item)).collect(joining(",", "[", "]"));
      case ColumnType.Struct(List<Column> fields) -> {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
          String name = jsonString(fields.get(i).name());
          members.add(name + ":" + json(fields.get(i).type(), ((List<?>) value).get(i)));
        }
        yield "{" + String.join(",", members) + "}";
      }
      case ColumnType.Map(ColumnType key, ColumnType item) ->
          ((Map<?, ?>) value)
              .entrySet().stream()
                  .map(entry ->
                      jsonString(spelled(key, entry.getKey())) + ":" + json(item, entry.getValue()))
                  .collect(joining(",", "{", "}"));
      default -> jsonScalar(type, value);
    };
  }

  private static String jsonScalar(ColumnType type, Object value) {
    String text = spelled(type, value);
    boolean finite = !text.endsWith("NaN") && !text.endsWith("Infinity");
    boolean bare =
        NUMERIC.contains(type) && finite
            || type instanceof ColumnType.Decimal
            || type == Scalar.BOOLEAN;
    return bare ? text : jsonString(text);
  }

  private static String jsonString(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(c ->
            quoted.append(
                switch (c) {
                  case '"' -> "\\\"";
                  case '\\' -> "\\\\";
                  case '\b' -> "\\b";
                  case '\t' -> "\\t";
                  case '\n' -> "\\n";
                  case '\f' -> "\\f";
                  case '\r' -> "\\r";
                  default -> c < ' ' ? String.format(Locale.ROOT, "\\u%04x", c) : "" + (char) c;
                }));
    return quoted.append('"').toString();
  }
}
