package io.asyncquery.storage.results;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.ProjectScope;
import io.asyncquery.application.port.ResultContent;
import io.asyncquery.application.port.ResultStore;
import io.asyncquery.application.port.Space;
import io.asyncquery.domain.Limits.Cap;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.ResultFormat;
import io.asyncquery.domain.ResultSummary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Results of some projects in stores of their own, each with its own room. A result stays where it
 * was written when a project gets another store, as long as that one is there for some project.
 */
public final class DividedResultStore implements ResultStore {

  private final FileResultStore others;
  private final Map<ProjectName, FileResultStore> byProject;
  private final Function<QueryId, Optional<ProjectName>> projects;
  private final List<FileResultStore> all = new ArrayList<>();

  /**
   * @param others for all other projects
   * @param projects the project of a query that is running
   */
  public DividedResultStore(
      FileResultStore others,
      Map<ProjectName, FileResultStore> byProject,
      Function<QueryId, Optional<ProjectName>> projects) {
    this.others = others;
    this.byProject = Map.copyOf(byProject);
    this.projects = projects;
    all.add(others);
    byProject.values().stream().distinct().forEach(all::add);
  }

  @Override
  public ResultSummary write(
      QueryId id,
      ResultFormat format,
      ColumnBatches batches,
      Optional<Cap> maxBytes,
      Cancellation cancellation) {
    return projects
        .apply(id)
        .map(this::of)
        .orElse(others)
        .write(id, format, batches, maxBytes, cancellation);
  }

  private FileResultStore of(ProjectName project) {
    return byProject.getOrDefault(project, others);
  }

  @Override
  public Optional<ResultContent> open(QueryId id) {
    for (FileResultStore store : all) {
      Optional<ResultContent> found = store.open(id);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  @Override
  public void delete(Collection<QueryId> ids) {
    all.forEach(store -> store.delete(ids));
  }

  @Override
  public int sweep(Collection<QueryId> owners) {
    return all.stream().mapToInt(store -> store.sweep(owners)).sum();
  }

  @Override
  public Optional<String> inspect(QueryId id, ResultSummary summary) {
    return all.stream()
        .filter(store -> store.has(id))
        .findFirst()
        .orElse(others)
        .inspect(id, summary);
  }

  /** That of the projects without a store of their own. */
  @Override
  public Space space() {
    return others.space();
  }

  @Override
  public Space space(ProjectName project) {
    return of(project).space();
  }

  @Override
  public Map<ProjectScope, Space> spaces() {
    Map<ProjectScope, Space> spaces = new HashMap<>();
    spaces.put(new ProjectScope.AllBut(byProject.keySet()), others.space());
    byProject.entrySet().stream()
        .collect(groupingBy(Map.Entry::getValue, mapping(Map.Entry::getKey, toSet())))
        .forEach((store, projects) -> spaces.put(new ProjectScope.Only(projects), store.space()));
    return spaces;
  }
}
