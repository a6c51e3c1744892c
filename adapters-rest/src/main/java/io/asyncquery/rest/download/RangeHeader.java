package io.asyncquery.rest.download;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a {@code Range} header (RFC 9110, section 14). */
final class RangeHeader {

  /** More than a reader of files ever asks for at a time. */
  private static final int MAX_RANGES = 16;

  private static final Pattern UNIT =
      Pattern.compile("\\s*bytes\\s*=(.*)", Pattern.CASE_INSENSITIVE);
  private static final Pattern SPEC = Pattern.compile("\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*");

  private RangeHeader() {}

  /**
   * The ranges asked for that lie in a file of {@code size} bytes, in the order asked for; an empty
   * list where none does. Nothing at all where the header is to be ignored: it is malformed, has
   * another unit, or asks for more than the whole.
   */
  static Optional<List<ByteRange>> parse(String header, long size) {
    Matcher unit = UNIT.matcher(header);
    if (!unit.matches()) {
      return Optional.empty();
    }
    String[] specs = unit.group(1).split(",", -1);
    if (specs.length > MAX_RANGES) {
      return Optional.empty();
    }
    List<ByteRange> ranges = new ArrayList<>();
    for (String text : specs) {
      Matcher spec = SPEC.matcher(text);
      if (!spec.matches() || !isValid(spec.group(1), spec.group(2))) {
        return Optional.empty();
      }
      range(spec.group(1), spec.group(2), size).ifPresent(ranges::add);
    }
    long total = ranges.stream().mapToLong(ByteRange::length).sum();
    return total > size ? Optional.empty() : Optional.of(ranges);
  }

  private static boolean isValid(String first, String last) {
    return first.isEmpty()
        ? !last.isEmpty()
        : last.isEmpty() || Long.parseLong(first) <= Long.parseLong(last);
  }

  private static Optional<ByteRange> range(String first, String last, long size) {
    if (first.isEmpty()) {
      long length = Math.min(Long.parseLong(last), size);
      return length == 0 ? Optional.empty() : Optional.of(new ByteRange(size - length, size - 1));
    }
    long from = Long.parseLong(first);
    long to = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
    return from >= size ? Optional.empty() : Optional.of(new ByteRange(from, to));
  }
}
