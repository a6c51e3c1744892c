package io.asyncquery.sql.postgresql;

import static io.asyncquery.sql.source.SourceFunction.Kind.AGGREGATE;
import static io.asyncquery.sql.source.SourceFunction.Kind.SCALAR;

import io.asyncquery.sql.source.FunctionCatalog;
import io.asyncquery.sql.source.SourceFunction;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * PostgreSQL's functions as its catalog lists them, each asked for when a query names it. Allowed
 * is what every overload of a name declares: that it is immutable or stable, that everybody may
 * call it, and that it runs as its caller; but for those that {@link RefusedFunctions} knows, and
 * names of PostgreSQL's own that users have added functions to. Those outside of {@code pg_catalog}
 * may read tables, unless they are immutable and written in C.
 */
final class PostgreSqlFunctions implements FunctionCatalog {

  /** What the grammar knows without the catalog, or what the dialect spells otherwise. */
  private static final Map<String, SourceFunction> GRAMMAR =
      Map.of(
          "greatest", new SourceFunction(SCALAR, true),
          "least", new SourceFunction(SCALAR, true),
          "listagg", new SourceFunction(AGGREGATE, true));

  private final Handle handle;
  private final Map<String, Optional<Declared>> asked = new HashMap<>();

  PostgreSqlFunctions(Handle handle) {
    this.handle = handle;
  }

  @Override
  public Optional<SourceFunction> function(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Optional.ofNullable(GRAMMAR.get(lower))
        .or(() -> declared(lower).map(d -> d.function(d.kind(), lower)))
        .or(() -> RefusedFunctions.ifNamed(lower));
  }

  @Override
  public Optional<SourceFunction> tableFunction(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return declared(lower)
        .filter(Declared::returnsRows)
        .map(d -> d.function(SCALAR, lower))
        .or(() -> RefusedFunctions.ifNamed(lower));
  }

  private Optional<Declared> declared(String name) {
    return asked.computeIfAbsent(name, this::ask);
  }

  /** Names its own functions, operators and types in full, as {@link PostgreSqlCatalog} does. */
  private Optional<Declared> ask(String name) {
    List<Overload> overloads =
        handle
            .createQuery(
                """
                SELECT p.prokind, p.proretset, p.provolatile,
                  NOT p.prosecdef
                    AND (p.proacl IS NULL OR EXISTS (
                      SELECT 1 FROM pg_catalog.aclexplode(p.proacl) a
                      WHERE a.grantee OPERATOR(pg_catalog.=) CAST(0 AS pg_catalog.oid)
                        AND a.privilege_type
                          OPERATOR(pg_catalog.=) CAST('EXECUTE' AS pg_catalog.text)))
                    AS everybodys,
                  n.nspname, l.lanname,
                  EXISTS (
                    SELECT 1 FROM pg_catalog.pg_depend d
                    WHERE d.objid OPERATOR(pg_catalog.=) p.oid
                      AND d.classid OPERATOR(pg_catalog.=) p.tableoid
                      AND d.deptype OPERATOR(pg_catalog.=) CAST('e' AS pg_catalog."char"))
                    AS extends
                FROM pg_catalog.pg_proc p
                JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) p.pronamespace
                JOIN pg_catalog.pg_language l ON l.oid OPERATOR(pg_catalog.=) p.prolang
                WHERE p.proname OPERATOR(pg_catalog.=) CAST(:name AS pg_catalog.text)
                  AND p.prokind OPERATOR(pg_catalog.<>) CAST('p' AS pg_catalog."char")
                  AND pg_catalog.pg_function_is_visible(p.oid)
                """)
            .bind("name", name)
            .map((row, _) ->
                new Overload(
                    row.getString("prokind"),
                    row.getBoolean("proretset"),
                    row.getString("provolatile"),
                    row.getBoolean("everybodys"),
                    row.getString("nspname"),
                    row.getString("lanname"),
                    row.getBoolean("extends")))
            .list();
    return overloads.isEmpty() ? Optional.empty() : Optional.of(new Declared(overloads));
  }

  /** Operators are not looked up one by one: what runs for each depends on types. */
  @Override
  public Optional<String> operatorOfUsers() {
    return handle
        .createQuery(
            """
            SELECT o.oprname FROM pg_catalog.pg_operator o
            JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) o.oprnamespace
            WHERE n.nspname OPERATOR(pg_catalog.<>) CAST('pg_catalog' AS pg_catalog.name)
              AND pg_catalog.pg_operator_is_visible(o.oid)
              AND NOT EXISTS (
                SELECT 1 FROM pg_catalog.pg_depend d
                WHERE d.objid OPERATOR(pg_catalog.=) o.oid
                  AND d.classid OPERATOR(pg_catalog.=) o.tableoid
                  AND d.deptype OPERATOR(pg_catalog.=) CAST('e' AS pg_catalog."char"))
            ORDER BY o.oprname
            """)
        .mapTo(String.class)
        .findFirst();
  }

  /**
   * One function of a name.
   *
   * @param kind and {@code volatility} in the letters of PostgreSQL
   * @param everybodys whether everybody may call it and it runs as its caller
   * @param extending whether it came with an extension
   */
  private record Overload(
      String kind,
      boolean returnsRows,
      String volatility,
      boolean everybodys,
      String schema,
      String language,
      boolean extending) {

    boolean isPure() {
      return volatility.equals("i") || volatility.equals("s");
    }

    boolean isOwn() {
      return schema.equals("pg_catalog");
    }

    boolean isBuiltIn() {
      return isOwn()
          || (language.equals("c") || language.equals("internal")) && volatility.equals("i");
    }
  }

  /** What the catalog says of all functions of one name. */
  private record Declared(List<Overload> overloads) {

    SourceFunction function(SourceFunction.Kind kind, String name) {
      return new SourceFunction(
          kind, isAllowed(name), overloads.stream().allMatch(Overload::isBuiltIn));
    }

    SourceFunction.Kind kind() {
      boolean aggregate =
          overloads.stream().anyMatch(one -> one.kind.equals("a") || one.kind.equals("w"));
      return aggregate ? AGGREGATE : SCALAR;
    }

    boolean returnsRows() {
      return overloads.stream().anyMatch(Overload::returnsRows);
    }

    boolean isAllowed(String name) {
      return overloads.stream().allMatch(Overload::everybodys)
          && !isTakenOver()
          && (overloads.stream().allMatch(Overload::isPure)
              || RefusedFunctions.isHarmlessThoughVolatile(name))
          && (!returnsRows() || RefusedFunctions.mayReturnRows(name))
          && !RefusedFunctions.isRefused(name);
    }

    /**
     * Whether users have added to a function of PostgreSQL: theirs would be called where its
     * parameters fit better, and nobody who writes {@code lower(x)} means that.
     */
    boolean isTakenOver() {
      return overloads.stream().anyMatch(Overload::isOwn)
          && overloads.stream().anyMatch(one -> !one.isBuiltIn() && !one.extending);
    }
  }
}
