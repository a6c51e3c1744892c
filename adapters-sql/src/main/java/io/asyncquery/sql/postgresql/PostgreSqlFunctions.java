package io.asyncquery.sql.postgresql;

import static io.asyncquery.sql.source.SourceFunction.Kind.AGGREGATE;
import static io.asyncquery.sql.source.SourceFunction.Kind.SCALAR;

import io.asyncquery.sql.source.FunctionCatalog;
import io.asyncquery.sql.source.SourceFunction;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * PostgreSQL's functions as its catalog lists them, each asked for when a query names it. Allowed
 * is what every overload of a name declares: that it is immutable or stable, that everybody may
 * call it, and that it runs as its caller; but for those that {@link RefusedFunctions} knows. Those
 * outside of {@code pg_catalog} may read tables, unless they are immutable and written in C.
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

  private Optional<Declared> ask(String name) {
    return handle
        .createQuery(
            """
            SELECT bool_or(p.prokind IN ('a', 'w')) AS aggregate,
              bool_or(p.proretset) AS rows,
              bool_and(p.provolatile IN ('i', 's')) AS pure,
              bool_and(NOT p.prosecdef
                AND (p.proacl IS NULL OR EXISTS (
                  SELECT 1 FROM pg_catalog.aclexplode(p.proacl) a
                  WHERE a.grantee = 0 AND a.privilege_type = 'EXECUTE'))) AS everybodys,
              bool_and(n.nspname = 'pg_catalog'
                OR (l.lanname IN ('c', 'internal') AND p.provolatile = 'i')) AS built_in
            FROM pg_catalog.pg_proc p
            JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
            JOIN pg_catalog.pg_language l ON l.oid = p.prolang
            WHERE p.proname = :name AND p.prokind <> 'p'
              AND pg_catalog.pg_function_is_visible(p.oid)
            HAVING count(*) > 0
            """)
        .bind("name", name)
        .map((row, _) ->
            new Declared(
                row.getBoolean("aggregate"),
                row.getBoolean("rows"),
                row.getBoolean("pure"),
                row.getBoolean("everybodys"),
                row.getBoolean("built_in")))
        .findFirst();
  }

  /** What the catalog says of all functions of one name. */
  private record Declared(
      boolean aggregate, boolean returnsRows, boolean pure, boolean everybodys, boolean builtIn) {

    SourceFunction function(SourceFunction.Kind kind, String name) {
      return new SourceFunction(kind, isAllowed(name), builtIn);
    }

    SourceFunction.Kind kind() {
      return aggregate ? AGGREGATE : SCALAR;
    }

    boolean isAllowed(String name) {
      return everybodys
          && (pure || RefusedFunctions.isHarmlessThoughVolatile(name))
          && (!returnsRows || RefusedFunctions.mayReturnRows(name))
          && !RefusedFunctions.isRefused(name);
    }
  }
}
