package io.asyncquery.bootstrap.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A number of bytes, 0 or more. */
public record ByteSize(long bytes) implements Comparable<ByteSize> {

  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})(KB|MB|GB|TB|KiB|MiB|GiB|TiB)?");

  /**
   * What {@code text} spells, such as {@code 64MB} (a million each) or {@code 64MiB} (2^20 each).
   *
   * @throws IllegalArgumentException where it spells none
   */
  static ByteSize parse(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    long amount = Long.parseLong(matcher.group(1));
    try {
      return new ByteSize(Math.multiplyExact(amount, unit(matcher.group(2))));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static long unit(@Nullable String name) {
    return switch (name) {
      case null -> 1;
      case "KB" -> 1_000;
      case "MB" -> 1_000_000;
      case "GB" -> 1_000_000_000;
      case "TB" -> 1_000_000_000_000L;
      case "KiB" -> 1L << 10;
      case "MiB" -> 1L << 20;
      case "GiB" -> 1L << 30;
      default -> 1L << 40;
    };
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }
}
