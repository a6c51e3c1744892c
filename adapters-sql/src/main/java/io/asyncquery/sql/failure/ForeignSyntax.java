package io.asyncquery.sql.failure;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What other dialects write and the grammar here does not have: its name, and what to write.
 *
 * @param before what the SQL ends with before the grammar fails
 * @param at where it fails
 */
record ForeignSyntax(Pattern before, Pattern at, String advice) {

  private static final List<ForeignSyntax> KNOWN =
      List.of(
          of(
              "\\bDISTINCT\\s*",
              "ON\\b",
              "[DISTINCT ON] is not available; write QUALIFY ROW_NUMBER() OVER (PARTITION BY ..."
                  + " ORDER BY ...) = 1"),
          of(
              "\\{\\s*",
              "",
              "[{'name': value}] is not available; write STRUCT_PACK(name => value)"));

  private static ForeignSyntax of(String before, String at, String advice) {
    int anyCase = Pattern.CASE_INSENSITIVE;
    return new ForeignSyntax(
        Pattern.compile(before + "\\z", anyCase), Pattern.compile(at, anyCase), advice);
  }

  /** What to say behind the error, where {@code sql} is not understood at {@code offset}. */
  static String advice(String sql, int offset) {
    return KNOWN.stream()
        .filter(known -> known.isAt(sql, offset))
        .map(known -> ": " + known.advice)
        .findFirst()
        .orElse("");
  }

  private boolean isAt(String sql, int offset) {
    return before.matcher(sql).region(0, offset).find()
        && at.matcher(sql).region(offset, sql.length()).lookingAt();
  }
}
