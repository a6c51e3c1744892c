package io.asyncquery.sql.plan;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A dialect that has no words for some of what a query may say. */
public interface SmallerGrammar {

  /** What it has no words for. */
  Set<Clause> absent();

  /** What not every dialect has. */
  enum Clause {
    /** Which can be said with WHERE around the query. */
    QUALIFY("QUALIFY", "; write WHERE around a query that has the condition as a column"),

    /** Which can be said with the names of the columns. */
    STAR_EXCLUDE("* EXCLUDE", "; name the columns"),

    /** This too, and beside the other. */
    STAR_REPLACE("* REPLACE", "; name the columns"),
    IGNORE_NULLS("IGNORE NULLS", ""),
    WITHIN_GROUP("WITHIN GROUP", ""),
    SEMI_JOIN("SEMI JOIN", "; write EXISTS"),
    ANTI_JOIN("ANTI JOIN", "; write NOT EXISTS"),
    ASOF_JOIN("ASOF JOIN", ""),
    OVERLAPS("OVERLAPS", "; compare each begin with the other end"),
    SYMMETRIC("BETWEEN SYMMETRIC", "; write LEAST and GREATEST"),
    SIMILAR("SIMILAR TO", "; write REGEXP_LIKE"),
    UNIQUE("UNIQUE", "; compare COUNT(*) with COUNT(DISTINCT x)"),
    GROUP_BY_DISTINCT("GROUP BY DISTINCT", ""),
    POSITION_FROM("POSITION ... FROM n", "; write it of a SUBSTRING"),
    EMPTY_GROUP("GROUP BY ()", "; leave it out"),
    LATERAL("LATERAL", "; join a query that is grouped by what both have in common"),
    ILIKE("ILIKE", "; write LOWER(x) LIKE LOWER(pattern)"),
    POSIX_REGEX("~", "; write REGEXP_LIKE(x, pattern)"),
    TRY_CAST("TRY_CAST", "; write CAST"),
    MAP("MAP", ""),
    SEPARATOR("SEPARATOR", "; write STRING_AGG(x, 'separator')"),
    FRAME_EXCLUSION("EXCLUDE in a window", ""),
    RANGE_OF_TIME("RANGE of an INTERVAL in a window", "; write ROWS, or RANGE of numbers"),
    INTERVAL_VALUE("INTERVAL as a value", "; add it to a time, or subtract it"),

    /** Which can be said with the names of the columns. */
    NATURAL_JOIN("NATURAL JOIN", "; write USING"),

    /** A query in FROM without a name, which can be given one. */
    UNNAMED_QUERY("A query in FROM without a name", "");

    /** What no source is given, whether it has something of the kind or not. */
    private static final Set<Clause> ON_NO_SOURCE =
        Set.of(SEMI_JOIN, ANTI_JOIN, ASOF_JOIN, OVERLAPS, UNIQUE);

    private final String name;
    private final String advice;

    Clause(String name, String advice) {
      this.name = name;
      this.advice = advice;
    }

    /** What no source is given, and {@code absent} beside it. */
    public static Set<Clause> absentEverywhereAnd(Clause... absent) {
      Set<Clause> all = EnumSet.copyOf(ON_NO_SOURCE);
      all.addAll(List.of(absent));
      return Set.copyOf(all);
    }

    String refusal() {
      return "[" + name + "] is not available in this source" + advice;
    }
  }
}
