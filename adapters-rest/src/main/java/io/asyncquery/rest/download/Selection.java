package io.asyncquery.rest.download;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Which bytes of a result a request asks for, after its conditions (RFC 9110, section 13.2.2). */
sealed interface Selection {

  record Whole() implements Selection {}

  /** One range or more. */
  record Parts(List<ByteRange> ranges) implements Selection {}

  /** No byte of the ranges asked for is there. */
  record Unsatisfiable() implements Selection {}

  /** The client has it already. */
  record NotModified() implements Selection {}

  /** The client means another version. */
  record PreconditionFailed() implements Selection {}

  /**
   * What a request asks for.
   *
   * @param header the value of a header, by its name
   * @param tag the entity tag, in its quotes; a weak one with its mark
   * @param size of the result in bytes
   */
  static Selection of(Function<String, Optional<String>> header, String tag, long size) {
    if (header.apply(HttpHeaders.IF_MATCH).filter(tags -> !Tags.strong(tags, tag)).isPresent()) {
      return new PreconditionFailed();
    }
    if (header.apply(HttpHeaders.IF_NONE_MATCH).filter(tags -> Tags.weak(tags, tag)).isPresent()) {
      return new NotModified();
    }
    boolean unchanged = header.apply("If-Range").map(String::strip).map(tag::equals).orElse(true);
    return header
        .apply("Range")
        .filter(_ -> unchanged)
        .flatMap(ranges -> RangeHeader.parse(ranges, size))
        .<Selection>map(ranges -> ranges.isEmpty() ? new Unsatisfiable() : new Parts(ranges))
        .orElseGet(Whole::new);
  }

  /** Lists of entity tags. */
  final class Tags {

    private static final Pattern TAG = Pattern.compile("(W/)?(\"[^\"]*\")");

    private Tags() {}

    private static boolean strong(String list, String tag) {
      return list.strip().equals("*")
          || TAG.matcher(list).results().map(MatchResult::group).anyMatch(tag::equals);
    }

    private static boolean weak(String list, String tag) {
      String opaque = tag.startsWith("W/") ? tag.substring(2) : tag;
      return list.strip().equals("*")
          || TAG.matcher(list).results().map(match -> match.group(2)).anyMatch(opaque::equals);
    }
  }
}
