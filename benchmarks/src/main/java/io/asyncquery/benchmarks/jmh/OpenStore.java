package io.asyncquery.benchmarks.jmh;

import io.asyncquery.application.port.QueryStore;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.QueryId;
import io.asyncquery.storage.DataFolder;
import io.asyncquery.storage.queries.SqliteQueryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A query store with some queries, on the disk that holds the benchmarks' data. */
@State(Scope.Benchmark)
public class OpenStore {

  private static final int QUERIES = 2_000;

  private final List<QueryId> ids = new ArrayList<>();
  private @Nullable Opened opened;

  private record Opened(Path path, DataFolder folder, SqliteQueryStore queries) {}

  @Setup
  public void open() throws IOException {
    Path bench = Path.of(System.getProperty("asyncquery.bench.root", "")).resolve("target/bench");
    Path path = Files.createTempDirectory(Files.createDirectories(bench), "store");
    DataFolder folder = DataFolder.open(path);
    SqliteQueryStore queries = SqliteQueryStore.open(folder);
    opened = new Opened(path, folder, queries);
    for (int i = 0; i < QUERIES; i++) {
      AsyncQuery.Running query = StoreBenchmark.newQuery();
      queries.create(query);
      ids.add(query.id());
    }
  }

  QueryStore queries() {
    if (opened == null) {
      throw new IllegalStateException("The store is not open");
    }
    return opened.queries();
  }

  QueryId someId() {
    return ids.get(ThreadLocalRandom.current().nextInt(ids.size()));
  }

  @TearDown
  public void close() throws IOException {
    if (opened == null) {
      return;
    }
    opened.queries().close();
    opened.folder().close();
    try (Stream<Path> files = Files.walk(opened.path())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
