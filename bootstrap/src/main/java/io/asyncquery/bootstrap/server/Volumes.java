package io.asyncquery.bootstrap.server;

import io.asyncquery.application.port.QueryStore;
import io.asyncquery.application.port.ResultStore;
import io.asyncquery.bootstrap.config.Configuration;
import io.asyncquery.bootstrap.config.ProjectSection;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.storage.DataFolder;
import io.asyncquery.storage.results.DividedResultStore;
import io.asyncquery.storage.results.FileResultStore;
import io.asyncquery.storage.results.ResultEncoders;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Opens the folders that projects have for their results. */
final class Volumes {

  private Volumes() {}

  /** The results of all projects, those without a folder in {@code own}. */
  static ResultStore open(
      FileResultStore own,
      DataFolder folder,
      ResultEncoders encoders,
      Configuration configuration,
      QueryStore queries,
      Opened opened) {
    Map<Path, FileResultStore> byPath = new HashMap<>();
    Map<ProjectName, FileResultStore> byProject = new HashMap<>();
    for (Map.Entry<String, ProjectSection> project : configuration.projects().entrySet()) {
      Optional<Path> wanted = project.getValue().results();
      if (wanted.isPresent()) {
        byProject.put(
            new ProjectName(project.getKey()),
            byPath.computeIfAbsent(
                wanted.get().toAbsolutePath().normalize(),
                path ->
                    new FileResultStore(
                        opened.add(folder.openVolume(path)).results(),
                        encoders,
                        configuration.storage().limits(),
                        configuration.storage().digest())));
      }
    }
    return byProject.isEmpty()
        ? own
        : new DividedResultStore(
            own, byProject, id -> queries.find(id).map(query -> query.request().project()));
  }
}
