package io.asyncquery.application;

import java.util.Optional;
import java.util.regex.Pattern;

/** How much of the SQL that was sent is logged. */
public enum SqlText {
  /** Nothing. */
  OFF,
  /** Its shape: a question mark for each literal and each quoted name, and no comment. */
  SHAPE,
  /** All of it. */
  FULL;

  /**
   * What may hold a value: comments, texts in quotes of any kind, even those that do not end, and
   * numbers.
   */
  private static final Pattern VALUES =
      Pattern.compile(
          "--[^\\n]*|/\\*(?s:.*?)(?:\\*/|\\z)"
              + "|(?<quote>['\"`])(?s:.*?)(?:\\k<quote>|\\z)"
              + "|\\$(?<tag>\\w*)\\$(?s:.*?)(?:\\$\\k<tag>\\$|\\z)"
              + "|(?<![\\w])\\.?\\d[\\w.]*(?:(?<=[eE])[+-]\\d+)?");

  /** What may be logged of {@code sql}. */
  public Optional<String> of(String sql) {
    return switch (this) {
      case OFF -> Optional.empty();
      case SHAPE ->
          Optional.of(
              VALUES
                  .matcher(sql)
                  .replaceAll(found -> isComment(found.group()) ? " " : "?")
                  .replaceAll("\\s+", " ")
                  .strip());
      case FULL -> Optional.of(sql);
    };
  }

  private static boolean isComment(String found) {
    return found.startsWith("--") || found.startsWith("/*");
  }
}
