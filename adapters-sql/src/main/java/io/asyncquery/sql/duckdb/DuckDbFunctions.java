package io.asyncquery.sql.duckdb;

import static io.asyncquery.sql.source.SourceFunction.Kind.AGGREGATE;
import static io.asyncquery.sql.source.SourceFunction.Kind.SCALAR;

import io.asyncquery.sql.source.FunctionCatalog;
import io.asyncquery.sql.source.SourceFunction;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * DuckDB's functions as its catalog lists them. Allowed are scalar and aggregate functions that the
 * catalog declares consistent and free of side effects; macros, of which it declares nothing, and
 * table functions, by name. Macros of a file are refused; one that is called like a function of
 * DuckDB is never reached, since {@link DuckDbInstance} puts DuckDB's own first.
 */
final class DuckDbFunctions implements FunctionCatalog {

  /** Declared consistent, and yet they say something about the server or run SQL of their own. */
  private static final Set<String> REFUSED =
      Set.of(
          "current_setting",
          "getvariable",
          "getenv",
          "current_database",
          "current_schema",
          "current_schemas",
          "in_search_path",
          "txid_current",
          "json_serialize_sql",
          "json_deserialize_sql",
          "json_serialize_plan",
          "parse_duckdb_log_message",
          "version",
          "create_sort_key",
          "invoke");

  /** Declared volatile, but all that changes is their value. */
  private static final Set<String> VOLATILE = Set.of("random", "uuid", "gen_random_uuid");

  /** Macros that are functions of their arguments. */
  private static final Set<String> MACROS =
      Set.of(
          "ago",
          "array_append",
          "array_pop_back",
          "array_pop_front",
          "array_prepend",
          "array_push_back",
          "array_push_front",
          "array_reverse",
          "array_to_string",
          "date_add",
          "days_in_month",
          "fdiv",
          "fmod",
          "generate_subscripts",
          "geomean",
          "geometric_mean",
          "if",
          "json",
          "md5_number_lower",
          "md5_number_upper",
          "nullif",
          "regexp_split_to_table",
          "split_part",
          "wavg",
          "weighted_avg");

  private static final Set<String> TABLES = Set.of("unnest", "generate_series", "range");

  /** What DuckDB's grammar knows without the catalog. */
  private static final Set<String> GRAMMAR = Set.of("coalesce", "ifnull", "unnest", "try");

  private final Map<String, SourceFunction> functions = new HashMap<>();
  private final Map<String, SourceFunction> tableFunctions = new HashMap<>();

  DuckDbFunctions(Handle handle) {
    handle
        .createQuery(
            """
            SELECT lower(function_name) AS name, function_type AS type, internal,
              bool_and(coalesce(stability LIKE 'CONSISTENT%' AND NOT has_side_effects, false))
                AS pure
            FROM duckdb_functions()
            GROUP BY ALL
            ORDER BY internal DESC
            """)
        .map((row, context) ->
            new Entry(
                row.getString("name"),
                row.getString("type"),
                row.getBoolean("internal"),
                row.getBoolean("pure")))
        .forEach(this::add);
    GRAMMAR.forEach(name -> functions.put(name, new SourceFunction(SCALAR, true)));
    functions.putIfAbsent("getenv", new SourceFunction(SCALAR, false));
  }

  @Override
  public Optional<SourceFunction> function(String name) {
    return Optional.ofNullable(functions.get(name.toLowerCase(Locale.ROOT)));
  }

  @Override
  public Optional<SourceFunction> tableFunction(String name) {
    return Optional.ofNullable(tableFunctions.get(name.toLowerCase(Locale.ROOT)));
  }

  /** DuckDB's own come first, here and where a query is run: a file cannot take their names. */
  private void add(Entry entry) {
    if (!entry.internal) {
      Map<String, SourceFunction> known =
          entry.type.equals("table_macro") ? tableFunctions : functions;
      known.putIfAbsent(entry.name, new SourceFunction(SCALAR, false));
      return;
    }
    switch (entry.type) {
      case "scalar" -> put(entry, SCALAR, entry.pure && !isInternal(entry.name));
      case "aggregate", "window" -> put(entry, AGGREGATE, entry.pure);
      case "macro" -> put(entry, SCALAR, isPureMacro(entry.name));
      default ->
          tableFunctions.put(entry.name, new SourceFunction(SCALAR, TABLES.contains(entry.name)));
    }
  }

  /** A name that is scalar and aggregate is an aggregate; one refused use refuses the name. */
  private void put(Entry entry, SourceFunction.Kind kind, boolean pure) {
    boolean allowed = (pure && !REFUSED.contains(entry.name)) || VOLATILE.contains(entry.name);
    functions.merge(
        entry.name,
        new SourceFunction(kind, allowed),
        (one, other) ->
            new SourceFunction(
                one.kind() == AGGREGATE ? AGGREGATE : other.kind(),
                one.allowed() && other.allowed()));
  }

  private static boolean isInternal(String name) {
    return name.startsWith("__");
  }

  private static boolean isPureMacro(String name) {
    return MACROS.contains(name) || name.startsWith("list_") || name.startsWith("json_group_");
  }

  private record Entry(String name, String type, boolean internal, boolean pure) {}
}
