package io.asyncquery.sql.truth;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Expressions over some columns, as random has it. */
final class Expressions {

  private static final String[] UNITS = {"YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "HOUR"};

  private final Random random;
  private final Map<Kind, List<String>> columns;

  private final Predicate<Spelled> known;

  /** Of the {@code columns}, by what is {@code known}. */
  Expressions(Random random, Map<Kind, List<String>> columns, Predicate<Spelled> known) {
    this.random = random;
    this.columns = columns;
    this.known = known;
  }

  Spelled any(Kind kind, int depth) {
    return Stream.generate(() -> drawn(kind, depth)).filter(known).findFirst().orElseThrow();
  }

  /**
   * What rows may be grouped, told apart and ordered by. Doubles that are equal on paper, such as
   * log(3) / 3 and log(9) / 6, differ by their last bits, each time in another way by how an engine
   * reckons: rounded they are equal to all of them.
   */
  Spelled key(Kind kind, int depth) {
    Spelled value = any(kind, depth);
    return kind == Kind.DOUBLE
        ? Spelled.of("(floor($1 * 100000000 + 0.5) / 100000000)", value)
        : value;
  }

  private Spelled drawn(Kind kind, int depth) {
    return switch (kind) {
      case INTEGER -> integer(depth);
      case DECIMAL -> decimal(depth);
      case DOUBLE -> floating(depth);
      case TEXT -> text(depth);
      case DATE -> date(depth);
      case TIMESTAMP -> timestamp(depth);
      case CONDITION -> condition(depth);
    };
  }

  /** A column in whatever case, or a value where there is none. */
  Spelled column(Kind kind) {
    List<String> names = columns.getOrDefault(kind, List.of());
    if (names.isEmpty()) {
      return literal(kind);
    }
    String name = names.get(random.nextInt(names.size()));
    String written =
        switch (random.nextInt(4)) {
          case 0 -> name.toLowerCase(Locale.ROOT);
          case 1 -> "\"" + name + "\"";
          case 2 -> "\"" + name.toLowerCase(Locale.ROOT) + "\"";
          default -> name;
        };
    return new Spelled(written, "\"" + name + "\"");
  }

  Spelled literal(Kind kind) {
    return switch (kind) {
      case INTEGER -> Spelled.same(String.valueOf(random.nextInt(60)));
      case DECIMAL -> Spelled.same(random.nextInt(90) + "." + (10 + random.nextInt(90)));
      case DOUBLE -> Spelled.of("cast($1 as double)", "$1::DOUBLE", literal(Kind.DECIMAL));
      case TEXT ->
          pick(
              Spelled.same("'ASIA'"),
              Spelled.same("'it''s'"),
              new Spelled("N'中文'", "'中文'"),
              Spelled.same("''"),
              new Spelled("{fn lcase('AIR')}", "'air'"));
      case DATE -> {
        String day = (1992 + random.nextInt(7)) + "-0" + (1 + random.nextInt(9)) + "-29";
        String text = "'" + (day.contains("-02-") ? day.replace("-29", "-28") : day) + "'";
        yield pick(
            new Spelled("date " + text, text + "::DATE"),
            new Spelled("{d " + text + "}", text + "::DATE"),
            new Spelled("to_date(" + text + ")", text + "::DATE"));
      }
      case TIMESTAMP ->
          pick(
              new Spelled("{ts '1995-06-17 13:14:15.5'}", "'1995-06-17 13:14:15.5'::TIMESTAMP"),
              new Spelled("timestamp '1996-02-29 00:00:00'", "'1996-02-29'::TIMESTAMP"));
      case CONDITION -> pick(Spelled.same("true"), Spelled.of("$1 = 1", integer(0)));
    };
  }

  private Spelled leaf(Kind kind) {
    return random.nextInt(4) == 0 ? literal(kind) : column(kind);
  }

  private Spelled integer(int depth) {
    if (depth <= 0) {
      return leaf(Kind.INTEGER);
    }
    Spelled a = integer(depth - 1);
    Spelled small = literal(Kind.INTEGER);
    return switch (random.nextInt(20)) {
      case 0 -> Spelled.of("($1 + $2)", a, integer(depth - 1));
      case 1 -> Spelled.of("($1 - ($2))", a, integer(depth - 1));
      case 2 -> Spelled.of("(($1) * 3)", a);
      case 3 -> Spelled.of("mod($1, 7)", "(($1) % 7)", a);
      case 4 -> Spelled.of("abs($1)", "abs($1)", a);
      case 5 -> Spelled.of("nullif($1, $2)", "nullif($1, $2)", a, small);
      case 6 -> Spelled.of("nvl($1, $2)", "coalesce($1, $2)", a, small);
      case 7 -> Spelled.of("{fn ifnull($1, $2)}", "coalesce($1, $2)", a, small);
      case 8 ->
          Spelled.of(
              "case when $1 then $2 end", "CASE WHEN $1 THEN $2 END", condition(depth - 1), a);
      case 9 -> part("year", "extract($1 from $2)", "date_part('year', $2)", depth);
      case 10 -> part("quarter", "$1($2)", "quarter($2)", depth);
      case 11 -> part("dayofweek", "$1($2)", "(isodow($2) % 7 + 1)", depth);
      case 12 -> part("dow", "extract($1 from $2)", "(isodow($2) % 7 + 1)", depth);
      case 13 -> part("doy", "extract($1 from $2)", "date_part('doy', $2)", depth);
      case 14 -> Spelled.of("char_length($1)", "length($1)", text(depth - 1));
      case 15 -> Spelled.of("instr($1, 'A')", "strpos($1, 'A')", text(depth - 1));
      case 16 -> Spelled.of("datediff($1, $2)", "($1 - $2)", date(depth - 1), date(depth - 1));
      case 17 -> {
        String unit = unit();
        yield Spelled.of(
            "timestampdiff(" + pick("sql_tsi_", "") + unit + ", $1, $2)",
            "date_sub('" + unit + "', $1, $2)",
            timestamp(depth - 1),
            timestamp(depth - 1));
      }
      case 18 -> Spelled.of("position('I' in $1)", "strpos($1, 'I')", text(depth - 1));
      default -> Spelled.of("cast($1 as bigint)", "($1)::BIGINT", a);
    };
  }

  private Spelled part(String field, String kylin, String duckDb, int depth) {
    return Spelled.of(kylin, duckDb, Spelled.same(field), date(depth - 1));
  }

  private Spelled decimal(int depth) {
    if (depth <= 0) {
      return Spelled.of("cast($1 as decimal(18,2))", "($1)::DECIMAL(18,2)", leaf(Kind.INTEGER));
    }
    Spelled a = decimal(depth - 1);
    return switch (random.nextInt(7)) {
      case 0 -> Spelled.of("($1 + $2)", a, literal(Kind.DECIMAL));
      case 1 -> Spelled.of("($1 - ($2))", a, literal(Kind.DECIMAL));
      case 2 -> Spelled.of("round($1, 1)", a);
      case 3 -> Spelled.of("truncate($1, 1)", "trunc($1, 1)", a);
      case 4 -> Spelled.of("-($1)", a);
      case 5 -> Spelled.of("convert($1, decimal(20,3))", "($1)::DECIMAL(20,3)", a);
      default -> Spelled.of("coalesce(nullif($1, 5.00), 0.25)", a);
    };
  }

  private Spelled floating(int depth) {
    if (depth <= 0) {
      return Spelled.of("cast($1 as double)", "($1)::DOUBLE", leaf(Kind.INTEGER));
    }
    return switch (random.nextInt(6)) {
      case 0 -> Spelled.of("sqrt(abs($1))", integer(depth - 1));
      case 1 -> Spelled.of("ln(1 + abs($1))", integer(depth - 1));
      case 2 -> Spelled.of("log(10, 1 + abs($1))", "log10(1 + abs($1))", integer(depth - 1));
      case 3 -> Spelled.of("($1 / nullif($2, 0))", floating(depth - 1), integer(depth - 1));
      case 4 -> Spelled.of("hypot($1, 3)", "sqrt(($1) * ($1) + 9)", floating(depth - 1));
      default -> Spelled.of("power($1, 2)", "pow($1, 2)", floating(depth - 1));
    };
  }

  private Spelled text(int depth) {
    if (depth <= 0) {
      return leaf(Kind.TEXT);
    }
    Spelled a = text(depth - 1);
    return switch (random.nextInt(16)) {
      case 0 -> Spelled.of("upper($1)", a);
      case 1 -> Spelled.of("{fn lcase($1)}", "lower($1)", a);
      case 2 -> Spelled.of("substring($1 from 2 for 3)", "substr($1, 2, 3)", a);
      case 3 -> Spelled.of("substr($1, 0, 4)", "left($1, 4)", a);
      case 4 -> Spelled.of("substring($1, -3)", "right($1, 3)", a);
      case 5 ->
          Spelled.of("concat($1, $2, '!')", "($1 || $2 || '!')", a, nullable(text(depth - 1)));
      case 6 -> Spelled.of("($1 || '-' || $2)", a, integer(depth - 1));
      case 7 -> Spelled.of("replace($1, 'A', 'ä')", a);
      case 8 -> Spelled.of("trim(both 'A' from $1)", "trim($1, 'A')", a);
      case 9 ->
          Spelled.of(
              "split_part($1, 'I', 2)",
              "(CASE WHEN $1 IS NOT NULL THEN coalesce((string_split($1, 'I'))[2], '') END)",
              a);
      case 10 -> Spelled.of("to_char($1, 'yyyy-MM')", "strftime($1, '%Y-%m')", date(depth - 1));
      case 11 ->
          Spelled.of(
              "to_char($1, 'YYYYMMDD HH24:MI')",
              "strftime($1, '%Y%m%d %H:%M')",
              timestamp(depth - 1));
      case 12 -> Spelled.of("nvl($1, 'none')", "coalesce($1, 'none')", nullable(a));
      case 13 -> Spelled.of("initcap($1)", initcap(), a);
      case 14 ->
          Spelled.of(
              "case when $1 then $2 else $3 end",
              "CASE WHEN $1 THEN $2 ELSE $3 END",
              condition(depth - 1),
              a,
              column(Kind.TEXT));
      default -> Spelled.of("cast($1 as varchar)", "($1)::VARCHAR", date(depth - 1));
    };
  }

  /** Said otherwise than the engine does: by what stands before each character. */
  private static String initcap() {
    return "array_to_string(list_transform(range(1, length($1) + 1), lambda i: CASE WHEN i > 1 AND"
        + " regexp_matches(substr($1, i - 1, 1), '[\\pL\\pN]') THEN lower(substr($1, i, 1)) ELSE"
        + " upper(substr($1, i, 1)) END), '')";
  }

  private Spelled nullable(Spelled text) {
    return Spelled.of("nullif($1, $2)", text, column(Kind.TEXT));
  }

  private Spelled date(int depth) {
    if (depth <= 0) {
      return leaf(Kind.DATE);
    }
    Spelled a = date(depth - 1);
    return switch (random.nextInt(6)) {
      case 0 ->
          Spelled.of(
              "add_months($1, $2)",
              "($1 + to_months(($2)::INTEGER))::DATE",
              a,
              literal(Kind.INTEGER));
      case 1 -> Spelled.of("date_add($1, $2)", "($1 + $2)", a, literal(Kind.INTEGER));
      case 2 -> Spelled.of("cast($1 as date)", "($1)::DATE", timestamp(depth - 1));
      case 3 -> Spelled.of("trunc($1, 'MM')", "(date_trunc('month', $1))::DATE", a);
      case 4 -> Spelled.of("nullif($1, $2)", a, literal(Kind.DATE));
      default -> Spelled.of("date_sub($1, 3)", "($1 - 3)", a);
    };
  }

  private Spelled timestamp(int depth) {
    if (depth <= 0) {
      return random.nextBoolean()
          ? literal(Kind.TIMESTAMP)
          : Spelled.of("cast($1 as timestamp)", "($1)::TIMESTAMP", leaf(Kind.DATE));
    }
    Spelled a = timestamp(depth - 1);
    String unit = unit();
    return switch (random.nextInt(5)) {
      case 0 ->
          Spelled.of(
              "timestampadd(" + pick("SQL_TSI_", "") + unit + ", $1, $2)",
              "($2 + INTERVAL '1 " + unit + "' * $1)",
              literal(Kind.INTEGER),
              a);
      case 1 -> Spelled.of("floor($1 to " + unit + ")", "date_trunc('" + unit + "', $1)", a);
      case 2 ->
          Spelled.of(
              "ceil($1 to " + unit + ")",
              "(CASE WHEN date_trunc('"
                  + unit
                  + "', $1) = $1 THEN $1 ELSE date_trunc('"
                  + unit
                  + "', $1) + INTERVAL '1 "
                  + unit
                  + "' END)",
              a);
      case 3 -> Spelled.of("($1 + interval '3' day)", "($1 + to_days(3))", a);
      default -> Spelled.of("($1 - interval '1-2' year to month)", "($1 - to_months(14))", a);
    };
  }

  private Spelled condition(int depth) {
    Kind kind = pick(Kind.INTEGER, Kind.TEXT, Kind.DATE, Kind.DECIMAL);
    Spelled a = any(kind, depth - 1);
    return switch (random.nextInt(depth > 0 ? 14 : 7)) {
      case 0, 1, 2 ->
          Spelled.of(
              "($1 " + pick("=", "<>", "<", ">=", "is distinct from") + " $2)", a, leaf(kind));
      case 3 -> Spelled.of("($1 between $2 and $3)", a, literal(kind), leaf(kind));
      case 4 -> Spelled.of("($1 is " + pick("", "not ") + "null)", a);
      case 5 -> Spelled.of("($1 in ($2, $3, null))", a, literal(kind), leaf(kind));
      case 6 -> Spelled.of("($1 like '%A_I%')", column(Kind.TEXT));
      case 7 -> Spelled.of("($1 and $2)", condition(depth - 1), condition(depth - 1));
      case 8 -> Spelled.of("($1 or $2)", condition(depth - 1), condition(depth - 1));
      case 9 -> Spelled.of("(not $1)", condition(depth - 1));
      case 10 -> Spelled.of("($1 is not true)", condition(depth - 1));
      case 11 ->
          Spelled.of("($1 rlike '^[A-M].*I')", "regexp_matches($1, '^[A-M].*I')", text(depth - 1));
      case 12 -> Spelled.of("isnull($1)", "($1 IS NULL)", nullable(text(depth - 1)));
      default -> Spelled.of("regexp_like($1, 'A|E')", "regexp_matches($1, 'A|E')", text(depth - 1));
    };
  }

  private String unit() {
    return UNITS[random.nextInt(UNITS.length)];
  }

  @SafeVarargs
  final <T> T pick(T... options) {
    return options[random.nextInt(options.length)];
  }
}
