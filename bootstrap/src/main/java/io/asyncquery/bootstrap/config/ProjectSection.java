package io.asyncquery.bootstrap.config;

import io.asyncquery.sql.ProjectDefinition;
import io.asyncquery.sql.SourceDefinition;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A named set of sources that queries are sent to. */
public record ProjectSection(
    @Setting("Where the data lies, by a name of your choice.") Map<String, SourceSection> sources,
    @Setting(
            value = "The source whose tables need no source name in front.",
            absence = "the only source; required where there are several")
        Optional<String> defaultSource,
    @Setting(
            value = "The schema of that source whose tables need no schema name in front.",
            absence = "the source's own default")
        Optional<String> defaultSchema,
    @Setting("How far each query of the project may go; the server's limits hold besides.")
        LimitsSection limits,
    @Setting(
            value =
                "A folder for the results of the project, such as a disk of its own; it has to be"
                    + " there. The quota and the free space of storage hold for it by itself.",
            absence = "storage.folder")
        Optional<Path> results) {

  public ProjectSection {
    sources = Map.copyOf(sources);
    if (defaultSource.isEmpty() && sources.size() > 1) {
      throw new IllegalArgumentException(
          "needs [defaultSource]; " + Suggestion.all(sources.keySet()));
    }
    if (defaultSource.isPresent() && !sources.containsKey(defaultSource.get())) {
      throw new IllegalArgumentException(
          "has no source ["
              + defaultSource.get()
              + "], its [defaultSource]; "
              + Suggestion.of(defaultSource.get(), sources.keySet()));
    }
  }

  ProjectDefinition definition(String name) {
    Map<String, SourceDefinition> definitions = new HashMap<>();
    sources.forEach((source, section) -> definitions.put(source, section.definition(source)));
    String first = defaultSource.orElseGet(() -> sources.keySet().iterator().next());
    return new ProjectDefinition(name, definitions, first, defaultSchema);
  }
}
