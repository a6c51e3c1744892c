package io.asyncquery.storage.results;

import static io.asyncquery.application.testdata.RequestBuilder.newId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.Space;
import io.asyncquery.application.port.StoreException;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.application.testdata.TrackedBatches;
import io.asyncquery.domain.Digest;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.ResultFormat;
import io.asyncquery.domain.ResultSummary;
import io.asyncquery.storage.DataFolder;
import io.asyncquery.storage.fault.Faults;
import io.asyncquery.storage.fault.Faults.Operation;
import io.asyncquery.storage.fault.FaultyFileSystem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The store of results over a file system that fails, and within bounds on its room. */
class DiskFaultsTest {

  private static final int ROWS = 20_000;

  @TempDir Path parent;

  private final ResultEncoders encoders = new ResultEncoders(2);
  private final Faults faults = new Faults();
  private DataFolder folder;
  private FileResultStore store;

  @BeforeEach
  void open() {
    folder = DataFolder.open(FaultyFileSystem.over(parent.resolve("data"), faults));
    store = new FileResultStore(folder.results(), encoders, SpaceLimits.NONE, Digest.Algorithm.CRC);
  }

  @AfterEach
  void close() {
    faults.mend();
    folder.close();
    encoders.close();
  }

  record Case(Operation operation, String where, IOException thrown, String reason) {
    @Override
    public String toString() {
      return operation + " in " + where + ": " + thrown;
    }
  }

  static Stream<Case> faults() {
    IOException full = new IOException("No space left on device");
    IOException readOnly = new FileSystemException("/x", null, "Read-only file system");
    IOException broken = new IOException("Input/output error");
    IOException quota = new IOException("Disk quota exceeded");
    IOException denied = new AccessDeniedException("/secret/path");
    return Stream.of(
        new Case(Operation.OPEN, "parts", readOnly, "is read-only"),
        new Case(Operation.OPEN, "parts", full, "is full"),
        new Case(Operation.OPEN, "parts", denied, "no right to write"),
        new Case(Operation.WRITE, "parts", full, "is full"),
        new Case(Operation.WRITE, "parts", broken, "I/O error"),
        new Case(Operation.WRITE, "parts", quota, "quota"),
        new Case(Operation.FORCE, "parts", broken, "I/O error"),
        new Case(Operation.FORCE, "parts", full, "is full"),
        new Case(Operation.MOVE, "parts", broken, "I/O error"),
        new Case(Operation.MOVE, "parts", readOnly, "is read-only"),
        new Case(Operation.FORCE, "results", broken, "I/O error"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void a_fault_fails_the_query_with_the_reason_and_harms_nothing_else(Case fault)
      throws IOException {
    QueryId earlier = newId();
    ResultSummary summary = write(earlier, ROWS);
    faults.fail(fault.operation(), path -> path.toString().contains(fault.where()), fault.thrown());
    QueryId id = newId();

    QueryFailure failure = failure(id);

    assertEquals(FailureCategory.STORAGE, failure.category());
    assertTrue(failure.message().contains(fault.reason()), failure::message);
    assertFalse(failure.message().contains(parent.toString()), failure::message);
    assertFalse(failure.message().contains("/secret"), failure::message);
    faults.mend();
    assertEquals(List.of(), folder.partFiles());
    assertTrue(store.open(id).isEmpty());
    try (var content = store.open(earlier).orElseThrow()) {
      assertEquals(summary.bytes(), content.size());
    }
    assertEquals(summary.digest(), write(newId(), ROWS).digest());
  }

  @Test
  void a_part_that_cannot_be_removed_hides_no_reason_and_goes_at_the_next_start() {
    faults.fail(Operation.WRITE, path -> true, new IOException("No space left on device"));
    faults.fail(Operation.DELETE, Files::exists, new IOException("Input/output error"));

    assertTrue(failure(newId()).message().contains("is full"));

    faults.mend();
    assertEquals(1, store.sweep(List.of()));
    assertEquals(List.of(), folder.partFiles());
  }

  @Test
  void a_result_that_cannot_be_deleted_is_told() {
    QueryId id = newId();
    write(id, 1);
    faults.fail(Operation.DELETE, path -> true, new IOException("Input/output error"));

    assertThrows(StoreException.class, () -> store.delete(List.of(id)));

    faults.mend();
    store.delete(List.of(id));
    assertTrue(store.open(id).isEmpty());
  }

  @Test
  void results_take_no_more_room_than_the_quota_and_give_it_back() {
    long size = write(newId(), ROWS).bytes();
    store.delete(ids());
    long quota = 3 * size + size / 2;
    limit(new SpaceLimits(OptionalLong.of(quota), 0));
    for (int i = 0; i < 3; i++) {
      write(newId(), ROWS);
    }

    QueryFailure failure = failure(newId());

    assertEquals(FailureCategory.STORAGE, failure.category());
    assertTrue(failure.message().contains("the quota for results is used up"), failure::message);
    assertEquals(3, ids().size());
    assertEquals(List.of(), folder.partFiles());
    store.delete(ids().subList(0, 1));
    write(newId(), ROWS);
    limit(new SpaceLimits(OptionalLong.of(quota), 0));
    failure(newId());
    assertEquals(3, ids().size());
  }

  @Test
  void a_failure_gives_its_room_back() {
    long size = write(newId(), ROWS).bytes();
    store.delete(ids());
    limit(new SpaceLimits(OptionalLong.of(size + size / 2), 0));

    for (Operation operation : List.of(Operation.WRITE, Operation.FORCE, Operation.MOVE)) {
      faults.fail(operation, path -> true, new IOException("Input/output error"));
      assertTrue(failure(newId()).message().contains("I/O error"));
      faults.mend();
    }

    write(newId(), ROWS);
  }

  @Test
  void room_is_ample_then_scarce_then_exhausted() {
    long size = write(newId(), ROWS).bytes();
    store.delete(ids());
    limit(new SpaceLimits(OptionalLong.of(20 * size), 0));
    assertEquals(Space.AMPLE, store.space());

    for (int i = 0; i < 18; i++) {
      write(newId(), ROWS);
    }
    assertEquals(Space.SCARCE, store.space());
    write(newId(), ROWS);
    write(newId(), ROWS);
    assertEquals(Space.EXHAUSTED, store.space());
    store.delete(ids());
    assertEquals(Space.AMPLE, store.space());
  }

  @Test
  void nothing_is_written_while_the_floor_is_broken_and_what_is_there_is_read() {
    QueryId earlier = newId();
    write(earlier, 1);
    limit(new SpaceLimits(OptionalLong.empty(), Long.MAX_VALUE));

    assertEquals(Space.EXHAUSTED, store.space());
    assertTrue(failure(newId()).message().contains("less free space"));

    store.open(earlier).orElseThrow().close();
    assertEquals(List.of(), folder.partFiles());
  }

  private void limit(SpaceLimits limits) {
    store = new FileResultStore(folder.results(), encoders, limits, Digest.Algorithm.CRC);
  }

  private List<QueryId> ids() {
    return folder.resultFiles().stream()
        .map(file -> QueryId.parse(file.getFileName().toString()).orElseThrow())
        .toList();
  }

  private ResultSummary write(QueryId id, int rows) {
    return store.write(
        id, ResultFormat.DEFAULT, Rows.numbered(rows).perBatch(2_048).lend(), new Cancellation());
  }

  private QueryFailure failure(QueryId id) {
    TrackedBatches batches = Rows.numbered(ROWS).perBatch(2_048).lend();
    var thrown =
        assertThrows(
            QueryFailedException.class,
            () -> store.write(id, ResultFormat.DEFAULT, batches, new Cancellation()));
    batches.assertAllClosed();
    return thrown.failure();
  }
}
