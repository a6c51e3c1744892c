package io.asyncquery.sql.truth;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Queries over the Star Schema Benchmark, each from a seed of its own. */
final class Queries {

  private static final Kind[] VALUES = {
    Kind.INTEGER, Kind.DECIMAL, Kind.DOUBLE, Kind.TEXT, Kind.DATE, Kind.TIMESTAMP, Kind.CONDITION
  };

  private final Random random;
  private final Map<Kind, List<String>> columns = new EnumMap<>(Kind.class);
  private final Expressions expressions;

  private final Predicate<Spelled> known;

  private Queries(long seed, Predicate<Spelled> known) {
    this.random = new Random(seed);
    this.known = known;
    this.expressions = new Expressions(random, columns, known);
  }

  /** The query of a seed, whose rows are in a certain order. */
  static Spelled of(long seed) {
    return of(seed, _ -> true);
  }

  /** The same of {@code known} expressions alone, for a source that has not all of them. */
  static Spelled of(long seed, Predicate<Spelled> known) {
    return new Queries(seed, known).query();
  }

  private Spelled query() {
    int width = 1 + random.nextInt(4);
    List<Kind> kinds = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      kinds.add(VALUES[random.nextInt(VALUES.length)]);
    }
    Spelled query =
        switch (random.nextInt(6)) {
          case 0 -> rows(kinds);
          case 1, 2 -> groups(kinds);
          case 3 -> windows(kinds);
          case 4 -> sets(kinds);
          default -> named(kinds);
        };
    return ordered(query, outputs(query));
  }

  /** How many columns a query has; they are called c1, c2 and so on. */
  private static int outputs(Spelled query) {
    int columns = 0;
    while (query.duckDb().contains(" AS c" + (columns + 1))) {
      columns++;
    }
    return columns;
  }

  private Spelled ordered(Spelled query, int width) {
    List<Spelled> keys = new ArrayList<>();
    for (int i = 1; i <= width; i++) {
      String direction =
          expressions.pick(" NULLS FIRST", " NULLS LAST", " DESC NULLS LAST", " ASC NULLS FIRST");
      keys.add(
          Spelled.of(
              expressions.pick("$1", "$2") + direction,
              "$1" + direction,
              Spelled.same("c" + i),
              Spelled.same(String.valueOf(i))));
    }
    String limit = "LIMIT " + (1 + random.nextInt(300));
    String offset = random.nextInt(4) == 0 ? " OFFSET " + random.nextInt(20) : "";
    return Spelled.of(
        "$1 /* all of it */ order by $2 " + limit + offset + expressions.pick("", ";", " -- end"),
        "$1 ORDER BY $2 " + limit + offset,
        query,
        Spelled.joined(", ", keys));
  }

  /** FROM and WHERE, which decide what columns there are. */
  private Spelled source() {
    columns.clear();
    add(Star.LINEORDER);
    StringBuilder from = new StringBuilder("LINEORDER");
    StringBuilder where = new StringBuilder();
    for (Star dimension : List.of(Star.CUSTOMER, Star.SUPPLIER, Star.PART, Star.DATES)) {
      switch (random.nextInt(6)) {
        case 0 -> {
          from.append(" JOIN ").append(dimension).append(" ON ").append(dimension.key());
          add(dimension);
        }
        case 1 -> {
          from.append(" LEFT JOIN ").append(dimension).append(" ON ").append(dimension.key());
          from.append(" AND LO_QUANTITY < 25");
          add(dimension);
        }
        case 2 -> {
          from.insert(0, dimension + ", ");
          where.append(dimension.key()).append(" AND ");
          add(dimension);
        }
        default -> {}
      }
    }
    // A comma binds less than a join: the centre has to stand last before the joins.
    return Spelled.of(
        "from " + from + " where " + where + "$1",
        "FROM " + from + " WHERE " + where + "$1",
        filter());
  }

  private void add(Star table) {
    for (Kind kind : Kind.values()) {
      columns.computeIfAbsent(kind, _ -> new ArrayList<>()).addAll(table.columns(kind));
    }
  }

  private Spelled filter() {
    return switch (random.nextInt(5)) {
      case 0 ->
          Spelled.of(
              "lo_custkey in (select c_custkey from customer where c_region = 'ASIA')",
              "EXISTS (SELECT 1 FROM CUSTOMER q WHERE q.C_REGION = 'ASIA' AND q.C_CUSTKEY ="
                  + " LO_CUSTKEY)");
      case 1 ->
          Spelled.of(
              "lo_quantity > (select avg(l.lo_quantity) from lineorder l)",
              "LO_QUANTITY > (SELECT avg(LO_QUANTITY) FROM LINEORDER)");
      default -> expressions.any(Kind.CONDITION, 2);
    };
  }

  private Spelled rows(List<Kind> kinds) {
    Spelled source = source();
    List<Spelled> items = new ArrayList<>();
    for (Kind kind : kinds) {
      items.add(item(expressions.key(kind, 3), items.size() + 1));
    }
    String distinct = expressions.pick("", "distinct ");
    return Spelled.of(
        "select " + distinct + "$1 $2",
        "SELECT " + distinct + "$1 $2",
        Spelled.joined(", ", items),
        source);
  }

  private static Spelled item(Spelled value, int number) {
    return Spelled.of("$1 AS c" + number, value);
  }

  private Spelled groups(List<Kind> kinds) {
    Spelled source = source();
    List<Spelled> items = new ArrayList<>();
    List<Spelled> keys = new ArrayList<>();
    for (Kind kind : kinds.subList(0, Math.min(2, kinds.size()))) {
      int number = items.size() + 1;
      Spelled value = Spelled.of("($1)", expressions.key(kind, random.nextInt(3)));
      items.add(item(value, number));
      keys.add(
          new Spelled(
              expressions.pick("c" + number, String.valueOf(number)), String.valueOf(number)));
    }
    for (int i = 0; i < 2; i++) {
      items.add(item(aggregate(), items.size() + 1));
    }
    Spelled last = Spelled.same("c" + items.size());
    String having = expressions.pick("", " having $4 is not null", " having count(*) > 2");
    return Spelled.of(
        "select $1 $2 group by $3" + having,
        "SELECT $1 $2 GROUP BY $3" + having,
        Spelled.joined(", ", items),
        source,
        Spelled.joined(", ", keys),
        last);
  }

  private Spelled aggregate() {
    return Stream.generate(this::drawnAggregate).filter(known).findFirst().orElseThrow();
  }

  private Spelled drawnAggregate() {
    Spelled number = expressions.any(Kind.INTEGER, 1);
    Spelled text = expressions.any(Kind.TEXT, 1);
    return switch (random.nextInt(11)) {
      case 0 -> Spelled.same("count(*)");
      case 1 -> Spelled.of("count(distinct $1)", number);
      case 2 ->
          Spelled.of(
              "count(distinct $1, $2)",
              "count(DISTINCT ($1, $2)) FILTER (WHERE $1 IS NOT NULL AND $2 IS NOT NULL)",
              number,
              text);
      case 3 -> Spelled.of("sum($1)", number);
      case 4 -> Spelled.of("avg($1)", number);
      case 5 -> Spelled.of("min($1)", text);
      case 6 -> Spelled.of("max($1)", expressions.any(Kind.DATE, 1));
      case 7 ->
          Spelled.of(
              "sum($1) filter (where $2)",
              "sum(CASE WHEN $2 THEN $1 END)",
              number,
              expressions.any(Kind.CONDITION, 1));
      case 8 -> Spelled.of("percentile($1, 0.5)", "median(($1)::DOUBLE)", number);
      case 9 -> Spelled.of("stddev_pop($1)", number);
      default ->
          Spelled.of(
              "intersect_count(lo_custkey, lo_shipmode, array['AIR|RAIL', 'SHIP'])",
              "coalesce(len(list_filter(array_agg(DISTINCT LO_CUSTKEY) FILTER (WHERE LO_SHIPMODE"
                  + " IN ('AIR', 'RAIL')), lambda k: list_contains(array_agg(DISTINCT LO_CUSTKEY)"
                  + " FILTER (WHERE LO_SHIPMODE = 'SHIP'), k))), 0)");
    };
  }

  private Spelled windows(List<Kind> kinds) {
    Spelled source = source();
    List<Spelled> items = new ArrayList<>();
    items.add(item(expressions.key(kinds.getFirst(), 1), 1));
    Spelled partition = expressions.any(Kind.TEXT, 1);
    for (int i = 0; i < 2; i++) {
      Spelled function =
          expressions.pick(
              Spelled.same("row_number()"),
              Spelled.same("rank()"),
              Spelled.same("ntile(3)"),
              Spelled.of("sum($1)", expressions.any(Kind.INTEGER, 1)),
              Spelled.of("lag($1, 2)", expressions.any(Kind.DATE, 1)),
              Spelled.of("first_value($1)", expressions.any(Kind.TEXT, 1)),
              Spelled.of("count($1)", expressions.any(Kind.INTEGER, 1)));
      items.add(
          item(
              Spelled.of(
                  "$1 over (partition by $2 order by lo_orderkey, lo_linenumber desc)",
                  "$1 OVER (PARTITION BY $2 ORDER BY LO_ORDERKEY, LO_LINENUMBER DESC)",
                  function,
                  partition),
              items.size() + 1));
    }
    return Spelled.of("select $1 $2", "SELECT $1 $2", Spelled.joined(", ", items), source);
  }

  private Spelled sets(List<Kind> kinds) {
    String operator = expressions.pick("union", "union all", "intersect", "except");
    return Spelled.of(
        "select * from ($1 " + operator + " $2) q(" + names(kinds.size()) + ")",
        "SELECT " + aliases(kinds.size()) + " FROM ($1 " + operator + " $2) q",
        rows(kinds),
        rows(kinds));
  }

  private Spelled named(List<Kind> kinds) {
    return Spelled.of(
        "with Q as ($1) select " + aliases(kinds.size()) + " from q where c1 is not null",
        "SELECT " + aliases(kinds.size()) + " FROM ($1) WHERE c1 IS NOT NULL",
        rows(kinds));
  }

  private static String names(int width) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= width; i++) {
      names.add("c" + i);
    }
    return String.join(", ", names);
  }

  private static String aliases(int width) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= width; i++) {
      names.add("c" + i + " AS c" + i);
    }
    return String.join(", ", names);
  }
}
