package io.asyncquery.sql.trino;

import static io.asyncquery.sql.source.SourceFunction.Kind.AGGREGATE;
import static io.asyncquery.sql.source.SourceFunction.Kind.SCALAR;

import io.asyncquery.sql.source.FunctionCatalog;
import io.asyncquery.sql.source.SourceFunction;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Trino's own functions as {@code SHOW FUNCTIONS} lists them, asked for when a query first names
 * one. Allowed are those that are declared deterministic by every overload, but for a few.
 */
final class TrinoFunctions implements FunctionCatalog {

  /** Declared deterministic, and yet they tell about the cluster and its user. */
  private static final Set<String> REFUSED = Set.of("version", "current_groups");

  /** All that changes is their value. */
  private static final Set<String> HARMLESS =
      Set.of("random", "rand", "uuid", "shuffle", "now", "current_timezone");

  /** What the grammar knows without the catalog. */
  private static final Map<String, SourceFunction> GRAMMAR =
      Map.of(
          "if", new SourceFunction(SCALAR, true),
          "try", new SourceFunction(SCALAR, true),
          "unnest", new SourceFunction(SCALAR, true),
          "listagg", new SourceFunction(AGGREGATE, true),
          "json_value", new SourceFunction(SCALAR, true),
          "json_query", new SourceFunction(SCALAR, true),
          "json_exists", new SourceFunction(SCALAR, true));

  private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9_]*");

  private final Handle handle;

  /** Names beyond these are asked for each time. */
  private static final int MOST_NAMES = 10_000;

  private final Map<String, Optional<SourceFunction>> known;

  /**
   * @param known what was asked before, and what there is not: it follows from Trino's version and
   *     its plug-ins alone
   */
  TrinoFunctions(Handle handle, ConcurrentHashMap<String, Optional<SourceFunction>> known) {
    this.handle = handle;
    this.known = known;
  }

  @Override
  public Optional<SourceFunction> function(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Optional.ofNullable(GRAMMAR.get(lower))
        .or(() -> known.containsKey(lower) ? known.get(lower) : asked(lower));
  }

  /** Only {@code UNNEST} stands where a table does. */
  @Override
  public Optional<SourceFunction> tableFunction(String name) {
    return Optional.of(new SourceFunction(SCALAR, name.equalsIgnoreCase("unnest")));
  }

  /** To list all takes hardly longer than to look for one. */
  private Optional<SourceFunction> asked(String name) {
    if (!PLAIN.matcher(name).matches()) {
      return Optional.empty();
    }
    String like = " LIKE '" + name.replace("_", "\\_") + "' ESCAPE '\\'";
    Map<String, SourceFunction> declared = declared(known.isEmpty() ? "" : like);
    declared.forEach((found, function) -> known.put(found, Optional.of(function)));
    Optional<SourceFunction> asked = Optional.ofNullable(declared.get(name));
    if (known.size() < MOST_NAMES) {
      known.put(name, asked);
    }
    return asked;
  }

  private Map<String, SourceFunction> declared(String which) {
    return handle
        .createQuery("SHOW FUNCTIONS" + which)
        .map((row, _) -> new Overload(row.getString(1), row.getString(4), row.getBoolean(5)))
        .collect(
            Collectors.groupingBy(
                overload -> overload.name.toLowerCase(Locale.ROOT),
                Collectors.collectingAndThen(Collectors.toList(), TrinoFunctions::function)));
  }

  private static SourceFunction function(List<Overload> overloads) {
    String name = overloads.getFirst().name.toLowerCase(Locale.ROOT);
    boolean aggregates = overloads.stream().noneMatch(overload -> overload.kind.equals("scalar"));
    boolean pure = overloads.stream().allMatch(Overload::deterministic);
    return new SourceFunction(
        aggregates ? AGGREGATE : SCALAR,
        (pure || HARMLESS.contains(name)) && !REFUSED.contains(name));
  }

  private record Overload(String name, String kind, boolean deterministic) {}
}
