package io.asyncquery.storage.queries;

import static io.asyncquery.application.testdata.RequestBuilder.NOW;
import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.port.QueryStore.FinishedFilter;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.QueryId;
import io.asyncquery.storage.ChildJvm;
import io.asyncquery.storage.DataFolder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a process was told is done is done, however that process ends. */
@Tag("slow")
@Timeout(120)
class SqliteQueryStoreCrashTest {

  private static final QueryFailure FAILURE = QueryFailure.source("broke off");

  @TempDir Path path;

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 1_000, 5_000})
  void everything_acknowledged_before_a_kill_is_there_after_it(int acknowledged) throws Exception {
    Map<QueryId, Step> reached = new HashMap<>();
    try (var writer = ChildJvm.start(Writer.class, path.toString())) {
      for (int i = 0; i < acknowledged; i++) {
        record(writer.line(), reached);
      }
      writer.kill();
      writer.lines().forEach(line -> record(line, reached));
    }

    try (var folder = DataFolder.open(path);
        var store = SqliteQueryStore.open(folder)) {
      assertFalse(reached.isEmpty());
      reached.forEach((id, step) -> assertReached(step, store.find(id)));
      try (var handle = new SqliteFile(folder.queryStoreFile()).forReading().open()) {
        assertEquals("ok", handle.createQuery("PRAGMA integrity_check").mapTo(String.class).one());
      }
    }
  }

  /** Where the acknowledgement of a next step was cut off, that step may have been made. */
  private static void assertReached(Step step, Optional<AsyncQuery> query) {
    switch (step) {
      case CREATED -> assertTrue(query.isPresent());
      case BEGUN ->
          assertTrue(
              switch (query.orElseThrow()) {
                case AsyncQuery.Running running -> running.attempts() == 1;
                case AsyncQuery.Finished _ -> true;
              });
      case FINISHED -> assertTrue(query.isEmpty() || query.get() instanceof AsyncQuery.Failed);
      case DELETED -> assertTrue(query.isEmpty());
    }
  }

  /** The kill may cut the last line. */
  private static void record(String line, Map<QueryId, Step> reached) {
    List<String> words = List.of(line.split(" ", -1));
    if (words.size() == 3) {
      reached.put(QueryId.parse(words.get(1)).orElseThrow(), Step.valueOf(words.get(0)));
    }
  }

  private enum Step {
    CREATED,
    BEGUN,
    FINISHED,
    DELETED
  }

  /** Changes queries from several threads, and prints each change that it was told is done. */
  static final class Writer {

    private Writer() {}

    public static void main(String[] arguments) {
      var store = SqliteQueryStore.open(DataFolder.open(Path.of(arguments[0])));
      Stream.generate(() -> Thread.ofPlatform().unstarted(() -> write(store)))
          .limit(8)
          .forEach(Thread::start);
    }

    private static void write(SqliteQueryStore store) {
      while (true) {
        AsyncQuery.Running query = request().running();
        store.create(query);
        print(Step.CREATED, query);
        store.recordAttempts(query.begun());
        print(Step.BEGUN, query);
        store.finish(query.fail(FAILURE, NOW));
        print(Step.FINISHED, query);
        if (query.id().hashCode() % 3 == 0) {
          List<QueryId> gone = store.deleteFinished(FinishedFilter.of(query.id()));
          if (gone.size() == 1) {
            print(Step.DELETED, query);
          }
        }
      }
    }

    private static void print(Step step, AsyncQuery query) {
      System.out.println(step + " " + query.id() + " .");
    }
  }
}
