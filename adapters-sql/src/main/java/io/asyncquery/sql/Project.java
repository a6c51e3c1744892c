package io.asyncquery.sql;

import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.VisibleTables;
import io.asyncquery.sql.plan.ParsedQuery;
import io.asyncquery.sql.plan.TableScope;
import io.asyncquery.sql.source.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** A project and its sources, of which a query reads one. */
final class Project {

  private final ProjectDefinition definition;
  private final Sources sources;
  private final Map<String, SourceDefinition> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  Project(ProjectDefinition definition, Sources sources) {
    this.definition = definition;
    this.sources = sources;
    byName.putAll(definition.sources());
  }

  String name() {
    return definition.name();
  }

  void openSources() {
    byName.forEach(
        (name, source) -> sources.tryOpen(source, "[" + name + "] of project [" + name() + "]"));
  }

  /**
   * The source that the tables of {@code query} are qualified with, else the default one.
   *
   * @param grants which tables of the project are there for the query
   */
  ChosenSource choose(ParsedQuery query, List<VisibleTables> grants) {
    ShownTables shown = new ShownTables(definition, grants);
    List<String> named =
        byName.keySet().stream()
            .filter(query.tableQualifiers()::contains)
            .filter(shown::knows)
            .toList();
    if (named.size() > 1) {
      throw new QueryFailedException(
          QueryFailure.rejected("A query reads one source, not several: " + named));
    }
    return open(named.isEmpty() ? definition.defaultSource() : named.getFirst(), shown);
  }

  private ChosenSource open(String name, ShownTables shown) {
    SourceDefinition chosen =
        Optional.ofNullable(byName.get(name))
            .orElseThrow(() -> new IllegalStateException("no source [" + name + "]"));
    Source source = sources.open(chosen, "[" + name + "]");
    Optional<String> schema =
        name.equalsIgnoreCase(definition.defaultSource())
            ? definition.defaultSchema()
            : Optional.empty();
    return new ChosenSource(name, source, schema.orElse(source.defaultSchema()), shown);
  }

  /** A source with what the project says of it. */
  record ChosenSource(String name, Source source, String defaultSchema, ShownTables shown) {

    /** Where tables are looked for, through {@code handle}. */
    TableScope scope(Handle handle) {
      return new TableScope(
          shown.in(source.catalog(handle), name, defaultSchema), name, defaultSchema);
    }
  }
}
