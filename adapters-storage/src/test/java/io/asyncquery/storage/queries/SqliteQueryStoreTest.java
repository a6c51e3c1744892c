package io.asyncquery.storage.queries;

import static io.asyncquery.application.testdata.RequestBuilder.NOW;
import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.port.QueryStore;
import io.asyncquery.application.port.QueryStore.FinishedFilter;
import io.asyncquery.application.port.QueryStoreContract;
import io.asyncquery.application.port.StoreException;
import io.asyncquery.application.testdata.Concurrently;
import io.asyncquery.application.testdata.LogRecords;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.CsvDialect;
import io.asyncquery.domain.CsvDialect.LineEnding;
import io.asyncquery.domain.CsvDialect.Quoting;
import io.asyncquery.domain.Digest;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.ResultFormat;
import io.asyncquery.domain.ResultSummary;
import io.asyncquery.domain.Truncation;
import io.asyncquery.storage.DataFolder;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SqliteQueryStoreTest extends QueryStoreContract {

  private static final QueryFailure FAILURE = QueryFailure.source("broke off");

  @TempDir(factory = MemoryFolder.class)
  Path parent;

  private DataFolder folder;
  private SqliteQueryStore store;

  @BeforeEach
  void open() {
    // A name that a URL and a URI would each read in their own way.
    folder = DataFolder.open(parent.resolve("a b?c=d&e%20f#g;h+ü"));
    store = SqliteQueryStore.open(folder);
  }

  @AfterEach
  void close() {
    store.close();
    folder.close();
  }

  @Override
  protected QueryStore store() {
    return store;
  }

  @Override
  protected QueryStore reopen() {
    close();
    open();
    return store;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1969-12-31T23:59:59.999999999Z",
        "2026-03-01T12:00:00.123456789Z",
        "1677-09-21T00:12:43.145224192Z",
        "2262-04-11T23:47:16.854775807Z"
      })
  void instants_are_kept_to_the_nanosecond(Instant instant) {
    var query = request().running(instant);
    store.create(query);
    store.finish(query.fail(FAILURE, instant));

    assertEquals(Optional.of(query.fail(FAILURE, instant)), reopen().find(query.id()));
  }

  @Test
  void an_instant_beyond_all_clocks_is_refused_with_nothing_recorded() {
    var query = request().running(Instant.MAX);

    assertThrows(StoreException.class, () -> store.create(query));

    assertEquals(Optional.empty(), store.find(query.id()));
  }

  @Test
  void a_filter_may_end_before_or_after_all_clocks() {
    var query = finished();

    assertEquals(List.of(), store.deleteFinished(FinishedFilter.ALL.before(Instant.MIN)));
    assertEquals(List.of(query.id()), store.deleteFinished(FinishedFilter.ALL.before(Instant.MAX)));
  }

  @Test
  void a_text_of_ten_million_characters_with_nul_among_them_is_kept() {
    var query = request("select '\0" + "ü".repeat(10_000_000) + "'").running();
    store.create(query);

    assertEquals(Optional.of(query), reopen().find(query.id()));
  }

  @Test
  void a_create_that_fails_says_so_and_harms_no_neighbour() throws Exception {
    var taken = request().running();
    store.create(taken);

    var outcomes =
        Concurrently.run(
            16,
            i ->
                () -> {
                  var query = i % 4 == 0 ? taken : request().running();
                  try {
                    store.create(query);
                    return Optional.of(query.id());
                  } catch (StoreException e) {
                    assertEquals(taken.id(), query.id());
                    return Optional.<QueryId>empty();
                  }
                });

    var created = outcomes.stream().flatMap(Optional::stream).toList();
    assertEquals(12, created.size());
    created.forEach(id -> assertTrue(store.find(id).isPresent()));
    assertEquals(13, store.running().size());
  }

  @Test
  void what_was_bound_is_in_no_message() {
    var query = request("select 'secret'").by("anna").running();
    store.create(query);

    Throwable fault = assertThrows(StoreException.class, () -> store.create(query));

    for (Throwable e = fault; e != null; e = e.getCause()) {
      String message = String.valueOf(e.getMessage());
      assertFalse(message.contains("secret") || message.contains("anna"), message);
    }
  }

  @Test
  void all_files_are_the_owners_alone() throws IOException {
    store.create(request().running());

    try (Stream<Path> files = Files.list(folder.queryStoreFile().getParent())) {
      var ofTheStore =
          files.filter(file -> file.getFileName().toString().startsWith("queries.db")).toList();
      assertTrue(ofTheStore.size() > 1, ofTheStore::toString);
      for (Path file : ofTheStore) {
        assertEquals(
            "rw-------",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
            file::toString);
      }
    }
  }

  @Test
  void reading_does_not_wait_for_writing() {
    var query = request().running();
    store.create(query);

    try (Handle writing = new SqliteFile(folder.queryStoreFile()).forWriting().open()) {
      writing.execute("BEGIN IMMEDIATE");
      writing.execute("UPDATE query SET attempts = 7");

      assertEquals(Optional.of(query), store.find(query.id()));
      assertEquals(List.of(query), store.running());
      assertTrue(store.available());
    }
  }

  @Test
  void a_large_deletion_goes_in_batches_and_tells_each_id_once() throws Exception {
    var gone = new HashSet<QueryId>();
    Concurrently.run(
            20, i -> () -> Stream.generate(this::finished).limit(60).map(AsyncQuery::id).toList())
        .forEach(gone::addAll);
    var running = request().running();
    store.create(running);

    var told = store.deleteFinished(FinishedFilter.ALL);

    assertEquals(1_200, told.size());
    assertEquals(gone, Set.copyOf(told));
    assertEquals(List.of(running), store.running());
    assertEquals(Optional.empty(), store.find(told.getFirst()));
    assertEquals(List.of(), store.deleteFinished(FinishedFilter.ALL));
  }

  @Test
  void polls_creations_endings_and_deletions_at_once_disturb_nobody() throws Exception {
    var left =
        Concurrently.run(
            8,
            thread ->
                () -> {
                  List<AsyncQuery> mine = new ArrayList<>();
                  for (int n = 0; n < 50; n++) {
                    var query = request().by("user " + thread).running();
                    store.create(query);
                    assertEquals(Optional.of(query), store.find(query.id()));
                    assertTrue(store.recordAttempts(query.begun()));
                    assertEquals(Optional.of(query.begun()), store.find(query.id()));
                    var finished = query.fail(FAILURE, NOW);
                    assertTrue(store.finish(finished));
                    assertEquals(Optional.of(finished), store.find(query.id()));
                    mine.add(finished);
                    if (n == 24) {
                      var filter = FinishedFilter.ALL.by("user " + thread);
                      assertEquals(25, store.deleteFinished(filter).size());
                      mine.clear();
                    }
                  }
                  return mine;
                });

    for (AsyncQuery query : left.stream().flatMap(List::stream).toList()) {
      assertEquals(Optional.of(query), store.find(query.id()));
    }
    assertEquals(8 * 25, store.deleteFinished(FinishedFilter.ALL).size());
  }

  @Test
  void an_interrupted_thread_is_served_and_stays_interrupted() {
    var query = request().running();
    Thread.currentThread().interrupt();

    store.create(query);
    var found = store.find(query.id());

    assertTrue(Thread.interrupted());
    assertEquals(Optional.of(query), found);
  }

  @Test
  void a_closed_store_refuses_everything_and_is_not_available() {
    var query = request().running();
    store.create(query);
    store.close();

    assertThrows(StoreException.class, () -> store.create(request().running()));
    assertThrows(StoreException.class, () -> store.find(query.id()));
    assertThrows(StoreException.class, store::running);
    assertThrows(StoreException.class, () -> store.finish(query.fail(FAILURE, NOW)));
    assertThrows(StoreException.class, () -> store.deleteFinished(FinishedFilter.ALL));
    assertFalse(store.available());
  }

  @Test
  void a_store_that_can_only_read_is_not_available() {
    var query = request().running();
    store.create(query);
    var file = new SqliteFile(folder.queryStoreFile());
    var reads = new ReadConnections(file.forReading(), 1);
    var writer = new WriteConnection(file.forWriting());
    var writes = new GroupCommit<>("test", writer);
    try (var crippled = new SqliteQueryStore(reads, writer, writes)) {
      assertTrue(crippled.available());

      writes.close();

      assertEquals(Optional.of(query), crippled.find(query.id()));
      assertFalse(crippled.available());
    }
  }

  @Test
  void closing_leaves_one_file_with_everything_in_it() throws IOException {
    var query = request().running();
    store.create(query);
    store.close();

    try (Stream<Path> files = Files.list(folder.queryStoreFile().getParent())) {
      assertEquals(
          List.of(folder.queryStoreFile()),
          files.filter(file -> file.toString().contains("queries.db")).toList());
    }
    assertEquals(Optional.of(query), reopen().find(query.id()));
  }

  @Test
  void a_record_that_makes_no_sense_is_missing_and_spares_the_others() {
    var query = request().running();
    var other = request().running();
    store.create(query);
    store.create(other);
    try (Handle editor = new SqliteFile(folder.queryStoreFile()).forWriting().open()) {
      editor.execute("UPDATE query SET format = '{}' WHERE id = ?", query.id().toString());
    }

    assertEquals(Optional.empty(), store.find(query.id()));
    assertEquals(Optional.of(other), store.find(other.id()));
  }

  @Test
  void what_is_asked_often_is_found_by_an_index() {
    try (Handle handle = new SqliteFile(folder.queryStoreFile()).forReading().open()) {
      assertPlanned(handle, "query_running", "status = 'RUNNING' ORDER BY submitted_at, rowid");
      assertPlanned(handle, "autoindex", "id = 'x'");
      assertPlanned(handle, "query_finished", "finished_at IS NOT NULL AND finished_at < 5");
      assertPlanned(
          handle,
          "query_finished_by (submitter=? AND finished_at",
          "finished_at IS NOT NULL AND submitter = 'x' AND finished_at < 5");
      assertPlanned(
          handle,
          "query_finished_in (project=? AND finished_at",
          "finished_at IS NOT NULL AND project = 'x' AND finished_at < 5");
    }
  }

  @Test
  void a_running_query_whose_record_cannot_be_read_goes_aside_and_the_others_are_told() {
    var one = request().running();
    var damaged = request().running();
    var other = request().running();
    for (var query : List.of(one, damaged, other)) {
      store.create(query);
    }
    try (Handle editor = new SqliteFile(folder.queryStoreFile()).forWriting().open()) {
      editor.execute("UPDATE query SET format = 'no json' WHERE id = ?", damaged.id().toString());
    }

    try (LogRecords log = LogRecords.of(SqliteQueryStore.class)) {
      assertEquals(Set.of(one, other), Set.copyOf(store.running()));
      assertTrue(log.all().getFirst().getMessage().contains(damaged.id().toString()));
    }

    assertEquals(Optional.empty(), store.find(damaged.id()));
    assertEquals(2, store.running().size());
    try (Handle reader = new SqliteFile(folder.queryStoreFile()).forReading().open()) {
      assertTrue(
          reader
              .createQuery("SELECT record FROM unreadable_query")
              .mapTo(String.class)
              .one()
              .contains("no json"));
    }
  }

  @Test
  void a_finished_record_that_cannot_be_read_is_set_aside_when_it_is_asked_for() {
    var damaged = request().running();
    store.create(damaged);
    store.finish(damaged.fail(QueryFailure.rejected("no"), Instant.EPOCH));
    try (Handle editor = new SqliteFile(folder.queryStoreFile()).forWriting().open()) {
      editor.execute("UPDATE query SET format = 'no json' WHERE id = ?", damaged.id().toString());
    }

    try (LogRecords log = LogRecords.of(SqliteQueryStore.class)) {
      assertEquals(Optional.empty(), store.find(damaged.id()));
      assertEquals(Optional.empty(), store.find(damaged.id()));
      assertEquals(1, log.all().size());
    }

    try (Handle reader = new SqliteFile(folder.queryStoreFile()).forReading().open()) {
      assertEquals(
          List.of(damaged.id().toString()),
          reader.createQuery("SELECT id FROM unreadable_query").mapTo(String.class).list());
    }
  }

  /** Written here as version 1 wrote it: what it means must never change. */
  @Test
  void records_of_the_first_version_are_read() {
    try (DataFolder old = DataFolder.open(parent.resolve("old"))) {
      writeFirstVersion(new SqliteFile(old.queryStoreFile()));

      try (SqliteQueryStore migrated = SqliteQueryStore.open(old)) {
        var expected = firstVersion();
        assertEquals(Optional.of(expected), migrated.find(expected.id()));
      }
    }
  }

  private static void writeFirstVersion(SqliteFile file) {
    try (WriteConnection writer = new WriteConnection(file.forWriting())) {
      file.migrate(new Migrations(List.of("001-queries.sql")), writer);
    }
    try (Handle editor = file.forWriting().open()) {
      editor.execute(
          """
          INSERT INTO query VALUES ('43eeb967-e76a-4214-8932-70594d454013', 'SUCCESSFUL', 1,
            1772366400123456000, 1772366460123456000, 'ADMIN', 'ssb', 7, 50000, 'result',
            '{"format":"csv","separator":59,"header":true,"charset":"GBK","quoting":"ALL",\
          "nullText":"-","lineEnding":"CRLF","bom":false,"escapeFormulas":true}',
            NULL, NULL, 3, 42,
            '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', 1,
            '[{"name":"a","type":"BIGINT"},\
          {"name":"b","type":{"kind":"DECIMAL","precision":19,"scale":4}},\
          {"name":"c","type":{"kind":"TIMESTAMP","unit":"MICROSECONDS"}},\
          {"name":"d","type":{"kind":"ARRAY","element":"DATE"}},\
          {"name":"e","type":{"kind":"STRUCT","fields":[{"name":"f","type":"UUID"}]}},\
          {"name":"g","type":{"kind":"MAP","key":"VARCHAR","value":"DOUBLE"}}]',
            'select 1')
          """);
    }
  }

  private static AsyncQuery.Successful firstVersion() {
    var dialect =
        new CsvDialect(
            ';', true, Charset.forName("GBK"), Quoting.ALL, "-", LineEnding.CRLF, false, true);
    var columns =
        List.of(
            new Column("a", Scalar.BIGINT),
            new Column("b", new ColumnType.Decimal(19, 4)),
            new Column("c", ColumnType.Timestamp.MICROS),
            new Column("d", new ColumnType.Array(Scalar.DATE)),
            new Column("e", new ColumnType.Struct(List.of(new Column("f", Scalar.UUID)))),
            new Column("g", new ColumnType.Map(Scalar.VARCHAR, Scalar.DOUBLE)));
    return request()
        .in("ssb")
        .offset(7)
        .limit(50_000)
        .as(new ResultFormat.Csv(dialect))
        .running(QueryId.parse("43eeb967-e76a-4214-8932-70594d454013").orElseThrow())
        .succeed(
            new ResultSummary(
                3,
                42,
                Digest.of("0123456789abcdef".repeat(4)),
                Optional.of(Truncation.ROWS),
                columns),
            NOW.plusSeconds(60));
  }

  private static void assertPlanned(Handle handle, String index, String condition) {
    var plan =
        handle
            .createQuery("EXPLAIN QUERY PLAN SELECT id FROM query WHERE " + condition)
            .map((row, context) -> row.getString("detail"))
            .list();
    assertEquals(1, plan.size(), plan::toString);
    assertTrue(plan.getFirst().contains(index), plan::toString);
  }

  private AsyncQuery.Finished finished() {
    var query = request().running();
    store.create(query);
    var finished = query.fail(FAILURE, NOW);
    assertTrue(store.finish(finished));
    return finished;
  }
}
