package io.asyncquery.bootstrap.config;

import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind of single value.
 *
 * @param name what it is called in messages and in the reference page
 * @param parser throws {@link IllegalArgumentException} on text that spells no such value
 */
record Scalar<T extends Comparable<? super T>>(
    Class<T> type, String name, Function<String, T> parser) {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private static final List<Scalar<?>> ALL =
      List.of(
          new Scalar<>(String.class, "text", Function.identity()),
          new Scalar<>(Boolean.class, "true or false", Scalar::truth),
          new Scalar<>(Integer.class, "integer", Integer::valueOf),
          new Scalar<>(Path.class, "path", Path::of),
          new Scalar<>(LogLevel.class, "debug, info, warning or error", LogLevel::named),
          new Scalar<>(
              Duration.class, "duration, such as 500ms, 30s, 5m, 2h or 7d", Scalar::duration));

  /** The kind of values that a component of {@code type} takes, where it takes a single one. */
  static Optional<Scalar<?>> of(Type type) {
    return ALL.stream().filter(scalar -> scalar.type.equals(boxed(type))).findFirst();
  }

  /** The value that {@code text} spells, within the range that {@code setting} states. */
  T parse(String text, Setting setting) {
    T value;
    try {
      value = parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("must be " + described(setting), e);
    }
    boolean tooSmall = !setting.min().isEmpty() && value.compareTo(parser.apply(setting.min())) < 0;
    boolean tooLarge = !setting.max().isEmpty() && value.compareTo(parser.apply(setting.max())) > 0;
    if (tooSmall || tooLarge) {
      throw new IllegalArgumentException("must be " + described(setting));
    }
    return value;
  }

  /** The kind and its range, such as {@code integer, 1 to 65535}. */
  String described(Setting setting) {
    return range(setting).isEmpty() ? name : name + ", " + range(setting);
  }

  private static String range(Setting setting) {
    if (setting.max().isEmpty()) {
      return setting.min().isEmpty() ? "" : setting.min() + " or more";
    }
    return setting.min().isEmpty()
        ? "at most " + setting.max()
        : setting.min() + " to " + setting.max();
  }

  private static Type boxed(Type type) {
    if (type == int.class) {
      return Integer.class;
    }
    return type == boolean.class ? Boolean.class : type;
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
