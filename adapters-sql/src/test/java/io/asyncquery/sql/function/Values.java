package io.asyncquery.sql.function;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as texts that are the same whatever types a source gives them. */
final class Values {

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(E-?\\d+)?");
  private static final Pattern MIDNIGHT =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d) 00:00:00(\\.0+)?");
  private static final Pattern FRACTION =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d*?[1-9])?)\\.?0*");

  private Values() {}

  static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case ByteBuffer bytes -> StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
      case LocalDateTime time -> time.toString().replace('T', ' ').replaceFirst("(:\\d\\d)$", "$1");
      case List<?> list ->
          list.stream().map(Values::text).collect(Collectors.joining(", ", "[", "]"));
      default -> value.toString();
    };
  }

  /** A number without its last zeros, a midnight without its time, a list in square brackets. */
  static String normalised(String value) {
    if (NUMBER.matcher(value).matches()) {
      BigDecimal number = new BigDecimal(value);
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
    String time = value.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d)$", "$1:00");
    if (MIDNIGHT.matcher(time).matches()) {
      return time.substring(0, 10);
    }
    Matcher fraction = FRACTION.matcher(time);
    if (fraction.matches()) {
      return fraction.group(1);
    }
    return value.startsWith("{") && value.endsWith("}")
        ? "[" + value.substring(1, value.length() - 1).replace(",", ", ") + "]"
        : value;
  }
}
