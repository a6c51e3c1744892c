package io.asyncquery.sql;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.VisibleTables;
import io.asyncquery.sql.plan.ParsedQuery;
import io.asyncquery.sql.plan.TableScope;
import io.asyncquery.sql.source.Catalog;
import io.asyncquery.sql.source.Source;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** A project and its sources, of which a query reads one or more. */
final class Project {

  private final ProjectDefinition definition;
  private final Sources sources;
  private final TreeMap<String, SourceDefinition> byName =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

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
   * The sources that the tables of {@code query} are qualified with; the default one for those that
   * are not, and then the first. Where but one is named, and has tables of all the other names as
   * well, they are its own.
   *
   * @param grants which tables of the project are there for the query
   */
  List<ChosenSource> choose(
      ParsedQuery query, List<VisibleTables> grants, Cancellation cancellation) {
    ShownTables shown = new ShownTables(definition, grants);
    Set<String> named = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Set<List<String>> unnamed = new LinkedHashSet<>();
    for (List<String> table : query.tables()) {
      String first = table.getFirst();
      if (table.size() > 1 && byName.containsKey(first) && shown.knows(first)) {
        named.add(byName.ceilingKey(first));
      } else {
        unnamed.add(table);
      }
    }
    if (named.size() == 1) {
      ChosenSource only = open(named.iterator().next(), shown);
      if (unnamed.isEmpty() || only.hasAll(unnamed, cancellation)) {
        return List.of(only);
      }
    }
    if (named.isEmpty() || !unnamed.isEmpty()) {
      named.remove(definition.defaultSource());
      return Stream.concat(Stream.of(definition.defaultSource()), named.stream())
          .map(name -> open(name, shown))
          .toList();
    }
    return named.stream().map(name -> open(name, shown)).toList();
  }

  private ChosenSource open(String name, ShownTables shown) {
    SourceDefinition chosen =
        Optional.ofNullable(byName.get(name))
            .orElseThrow(() -> new IllegalStateException("no source [" + name + "]"));
    Source source = sources.open(chosen, "[" + name + "]");
    boolean isDefault = name.equalsIgnoreCase(definition.defaultSource());
    Optional<String> schema = isDefault ? definition.defaultSchema() : Optional.empty();
    return new ChosenSource(name, source, schema.orElse(source.defaultSchema()), isDefault, shown);
  }

  /** A source with what the project says of it. */
  record ChosenSource(
      String name, Source source, String defaultSchema, boolean isDefault, ShownTables shown) {

    /** Whether it has tables of these names, which are not qualified with a source. */
    boolean hasAll(Set<List<String>> tables, Cancellation cancellation) {
      if (isDefault) {
        return true;
      }
      try (Handle handle = source.connect(cancellation)) {
        Catalog catalog = scope(handle).catalog();
        return tables.stream().allMatch(table -> has(catalog, table));
      } catch (JdbiException e) {
        throw source.failures().planning("", e);
      }
    }

    private boolean has(Catalog catalog, List<String> table) {
      Optional<String> schema =
          table.size() == 1 ? Optional.of(defaultSchema) : catalog.schema(table.getFirst());
      return schema.flatMap(name -> catalog.table(name, table.getLast())).isPresent();
    }

    /** Where tables are looked for, through {@code handle}. */
    TableScope scope(Handle handle) {
      return new TableScope(
          shown.in(source.catalog(handle), name, defaultSchema), name, defaultSchema);
    }
  }
}
