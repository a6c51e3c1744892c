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

  private static final String ZONES =
      "[AT TIME ZONE] is not available; write FROM_UTC_TIMESTAMP(x, 'zone') for a time in UTC,"
          + " TO_UTC_TIMESTAMP(x, 'zone') for one in the zone";

  private static final List<ForeignSyntax> KNOWN =
      List.of(
          of(
              "\\bDISTINCT\\s*",
              "ON\\b",
              "[DISTINCT ON] is not available; write QUALIFY ROW_NUMBER() OVER (PARTITION BY ..."
                  + " ORDER BY ...) = 1"),
          of("\\bAT\\s+", "(TIME\\s+ZONE|LOCAL)\\b", ZONES),
          of("", "AT\\s+(TIME\\s+ZONE|LOCAL)\\b", ZONES),
          of("\\bTOP\\s+", "\\d", "[TOP n] is not available; write LIMIT n"),
          of("", "GROUPS\\b", "[GROUPS] of a window is not available; write ROWS or RANGE"),
          of(
              "\\bROWS?\\s+",
              "WITH\\s+TIES\\b",
              "[WITH TIES] is not available; write QUALIFY RANK() OVER (ORDER BY ...) <= n"),
          of(
              "\\bFETCH\\s+(FIRST|NEXT)\\s+",
              "ROWS?\\b",
              "[FETCH] needs a number; write FETCH NEXT 1 ROW ONLY"),
          of(
              "\\bGROUP\\s+BY\\s+ALL\\s*",
              "",
              "[GROUP BY ALL] is not available; name what to group by"),
          of(
              "\\bLIKE\\s+",
              "(ANY|SOME|ALL)\\b",
              "[LIKE ANY] is not available; write OR, or REGEXP_LIKE"),
          of("\\bUNNEST\\s*", "\\(", "[UNNEST] stands in FROM; write EXPLODE(x) in SELECT"),
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
