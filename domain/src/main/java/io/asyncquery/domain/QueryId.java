package io.asyncquery.domain;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The name of one query. The only text from outside that ever becomes part of a path, and so never
 * anything but the 36 characters of a UUID, in lower case.
 */
public record QueryId(UUID value) implements Comparable<QueryId> {

  private static final Pattern CANONICAL =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** The id that {@code text} spells, or nothing where it is not a UUID in its canonical form. */
  public static Optional<QueryId> parse(String text) {
    return CANONICAL.matcher(text).matches()
        ? Optional.of(new QueryId(UUID.fromString(text)))
        : Optional.empty();
  }

  @Override
  public int compareTo(QueryId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
