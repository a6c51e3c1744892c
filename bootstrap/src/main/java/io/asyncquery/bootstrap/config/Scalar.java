package io.asyncquery.bootstrap.config;

import io.asyncquery.application.SqlText;
import io.asyncquery.application.upkeep.Retention.UnderPressure;
import io.asyncquery.domain.Digest;
import io.asyncquery.domain.Limits.OnLimit;
import io.asyncquery.domain.ProjectRole;
import io.asyncquery.sql.mysql.TlsMode;
import io.asyncquery.sql.postgresql.SslMode;
import io.asyncquery.sql.server.Secret;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kind of single value.
 *
 * @param name what it is called in messages and in the reference page
 * @param parser throws {@link IllegalArgumentException} on text that spells no such value
 */
record Scalar<T>(Class<T> type, String name, Function<String, T> parser, Comparator<T> order) {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private static final String SSL_MODES =
      Stream.of(SslMode.values()).map(SslMode::word).collect(Collectors.joining(", "));

  private static final String TLS_MODES =
      Stream.of(TlsMode.values()).map(TlsMode::word).collect(Collectors.joining(", "));

  private static final List<Scalar<?>> ALL =
      List.of(
          ordered(String.class, "a text", Function.identity()),
          ordered(Boolean.class, "true or false", Scalar::truth),
          ordered(Integer.class, "an integer", Integer::valueOf),
          ordered(Long.class, "an integer", Long::valueOf),
          ordered(ByteSize.class, "a size (512KB, 64MB, 4GB, 1TB, or bytes)", ByteSize::parse),
          new Scalar<>(
              Secret.class,
              "a secret, as a reference ${NAME}",
              Secret::new,
              Comparator.comparing(Secret::value)),
          ordered(SslMode.class, "one of " + SSL_MODES, Scalar::sslMode),
          ordered(TlsMode.class, "one of " + TLS_MODES, Scalar::tlsMode),
          ordered(UnderPressure.class, "one of none or oldestFirst", Scalar::underPressure),
          ordered(OnLimit.class, "one of fail or truncate", Scalar::onLimit),
          ordered(ProjectRole.class, "one of query or admin", Scalar::role),
          ordered(SqlText.class, "one of off, shape or full", Scalar::sqlText),
          ordered(Digest.Algorithm.class, "one of crc or sha-256", Scalar::digest),
          ordered(Path.class, "a path", Path::of),
          ordered(LogLevel.class, "one of debug, info, warning or error", LogLevel::named),
          ordered(Duration.class, "a duration (500ms, 30s, 5m, 2h, 7d)", Scalar::duration),
          new Scalar<>(
              ZoneId.class,
              "a time zone (UTC, Europe/Berlin, +08:00)",
              ZoneId::of,
              Comparator.comparing(ZoneId::getId)));

  private static <T extends Comparable<? super T>> Scalar<T> ordered(
      Class<T> type, String name, Function<String, T> parser) {
    return new Scalar<>(type, name, parser, Comparator.naturalOrder());
  }

  /** The kind of values that a component of {@code type} takes, where it takes a single one. */
  static Optional<Scalar<?>> of(Type type) {
    return ALL.stream().filter(scalar -> scalar.type.equals(boxed(type))).findFirst();
  }

  /** The value that {@code text} spells, within the range that {@code setting} states. */
  T parse(String text, Setting setting) {
    T value;
    try {
      value = parser.apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException("must be " + described(setting), e);
    }
    boolean tooSmall =
        !setting.min().isEmpty() && order.compare(value, parser.apply(setting.min())) < 0;
    boolean tooLarge =
        !setting.max().isEmpty() && order.compare(value, parser.apply(setting.max())) > 0;
    if (tooSmall || tooLarge) {
      throw new IllegalArgumentException("must be " + described(setting));
    }
    return value;
  }

  /** The kind and its range, such as {@code an integer, 1 to 65535}. */
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

  private static SslMode sslMode(String text) {
    return Stream.of(SslMode.values())
        .filter(mode -> mode.word().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(text));
  }

  private static TlsMode tlsMode(String text) {
    return Stream.of(TlsMode.values())
        .filter(mode -> mode.word().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(text));
  }

  private static UnderPressure underPressure(String text) {
    return switch (text) {
      case "none" -> UnderPressure.NONE;
      case "oldestFirst" -> UnderPressure.OLDEST_FIRST;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static OnLimit onLimit(String text) {
    return switch (text) {
      case "fail" -> OnLimit.FAIL;
      case "truncate" -> OnLimit.TRUNCATE;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static ProjectRole role(String text) {
    return switch (text) {
      case "query" -> ProjectRole.QUERY;
      case "admin" -> ProjectRole.ADMIN;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static SqlText sqlText(String text) {
    return switch (text) {
      case "off" -> SqlText.OFF;
      case "shape" -> SqlText.SHAPE;
      case "full" -> SqlText.FULL;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Digest.Algorithm digest(String text) {
    return switch (text) {
      case "crc" -> Digest.Algorithm.CRC;
      case "sha-256" -> Digest.Algorithm.SHA_256;
      default -> throw new IllegalArgumentException(text);
    };
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
