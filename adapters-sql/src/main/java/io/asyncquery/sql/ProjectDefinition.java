package io.asyncquery.sql;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A project: a name for a set of sources.
 *
 * @param sources by the name that SQL may qualify their tables with
 * @param defaultSource the source of tables whose name is not qualified with one; a key of {@code
 *     sources}
 * @param defaultSchema the schema of tables whose name is not qualified; else the source's own
 */
public record ProjectDefinition(
    String name,
    Map<String, SourceDefinition> sources,
    String defaultSource,
    Optional<String> defaultSchema) {

  public ProjectDefinition {
    sources = Map.copyOf(sources);
    if (!sources.containsKey(defaultSource)) {
      throw new IllegalArgumentException(
          "The default source [%s] of project [%s] is none of its sources %s"
              .formatted(defaultSource, name, new TreeSet<>(sources.keySet())));
    }
  }
}
