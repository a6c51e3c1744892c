package io.asyncquery.storage.results;

import static io.asyncquery.application.testdata.RequestBuilder.newId;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.ResultStore;
import io.asyncquery.application.port.ResultStoreContract;
import io.asyncquery.application.port.StoreException;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.application.testdata.TrackedBatches;
import io.asyncquery.domain.Digest;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.ResultFormat;
import io.asyncquery.storage.DataFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileResultStoreTest extends ResultStoreContract {

  @TempDir Path parent;

  private final ResultEncoders encoders = new ResultEncoders(2);
  private DataFolder folder;
  private FileResultStore store;

  @BeforeEach
  void open() {
    folder = DataFolder.open(parent.resolve("data"));
    store = new FileResultStore(folder.results(), encoders, SpaceLimits.NONE, Digest.Algorithm.CRC);
  }

  @AfterEach
  void close() {
    folder.close();
    encoders.close();
  }

  @Override
  protected ResultStore store() {
    return store;
  }

  @Override
  protected void leavePart(QueryId id) throws IOException {
    Files.writeString(folder.partFile(id), "0,half a li");
  }

  @Override
  protected ResultStore reopen() {
    folder.close();
    open();
    return store;
  }

  @Test
  void a_result_is_readable_by_its_owner_alone() throws IOException {
    QueryId id = newId();

    write(id, Rows.numbered(1).lend());

    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resultFile(id))));
  }

  @Test
  void a_link_in_the_place_of_a_part_is_replaced_and_not_followed() throws IOException {
    QueryId id = newId();
    Path elsewhere = Files.writeString(parent.resolve("elsewhere"), "untouched");
    Files.createSymbolicLink(folder.partFile(id), elsewhere);

    write(id, Rows.numbered(1).lend());

    assertEquals("untouched", Files.readString(elsewhere));
    assertFalse(Files.isSymbolicLink(folder.resultFile(id)));
    assertEquals("0,text of row 0\n", Files.readString(folder.resultFile(id)));
  }

  @Test
  void a_link_in_the_place_of_a_result_is_not_followed() throws IOException {
    QueryId id = newId();
    Path secret = Files.writeString(parent.resolve("secret"), "not for the world");
    Files.createSymbolicLink(folder.resultFile(id), secret);

    assertThrows(StoreException.class, () -> store.open(id));

    store.delete(List.of(id));
    assertTrue(Files.exists(secret));
    assertTrue(store.open(id).isEmpty());
  }

  @Test
  void a_folder_of_parts_that_is_gone_fails_the_query_as_a_fault_of_the_storage()
      throws IOException {
    QueryId id = newId();
    Files.delete(folder.partFile(id).getParent());
    TrackedBatches batches = Rows.numbered(1).lend();

    assertStorageFailure(id, batches);

    batches.assertAllClosed();
  }

  @Test
  void a_result_that_cannot_be_named_leaves_nothing() throws IOException {
    QueryId id = newId();
    Files.delete(folder.resultFile(id).getParent());

    assertStorageFailure(id, Rows.numbered(1).lend());

    assertEquals(List.of(), folder.partFiles());
  }

  @Test
  void a_result_that_cannot_be_removed_is_reported_and_the_others_go() throws IOException {
    QueryId stuck = newId();
    QueryId gone = newId();
    Files.createDirectories(folder.resultFile(stuck).resolve("full"));
    write(gone, Rows.numbered(1).lend());

    var thrown = assertThrows(StoreException.class, () -> store.delete(List.of(stuck, gone)));

    assertEquals("[1] of [2] result files stay", thrown.getMessage());
    assertTrue(store.open(gone).isEmpty());
  }

  @Test
  void a_result_keeps_the_digest_it_was_written_with() {
    QueryId old = newId();
    var known = store.write(old, ResultFormat.DEFAULT, Rows.numbered(9).lend(), new Cancellation());
    FileResultStore other =
        new FileResultStore(folder.results(), encoders, SpaceLimits.NONE, Digest.Algorithm.SHA_256);

    assertEquals(Optional.empty(), other.inspect(old, known));
    assertEquals(Digest.Algorithm.CRC, known.digest().algorithm());
  }

  @Test
  void an_inspection_finds_what_is_gone_shorter_or_changed() throws IOException {
    QueryId id = newId();
    var summary =
        store.write(id, ResultFormat.DEFAULT, Rows.numbered(9).lend(), new Cancellation());
    assertEquals(Optional.empty(), store.inspect(id, summary));
    byte[] bytes = Files.readAllBytes(folder.resultFile(id));

    bytes[0]++;
    Files.write(folder.resultFile(id), bytes);
    assertEquals(Optional.of("its result is not what was written"), store.inspect(id, summary));
    Files.write(folder.resultFile(id), new byte[1]);
    assertTrue(store.inspect(id, summary).orElseThrow().contains("not as long"));
    Files.delete(folder.resultFile(id));
    assertTrue(store.inspect(id, summary).orElseThrow().contains("not there"));
  }

  @Test
  void each_format_becomes_a_file_of_its_kind() throws IOException {
    assertStartsWith("0,", ResultFormat.DEFAULT);
    assertStartsWith("[\n{", new ResultFormat.Json());
    assertStartsWith("{\"n\":0,", new ResultFormat.NdJson());
    assertStartsWith("PK", new ResultFormat.Xlsx(false));
    assertStartsWith("PAR1", new ResultFormat.Parquet());
  }

  private void assertStartsWith(String expected, ResultFormat format) throws IOException {
    QueryId id = newId();

    store.write(id, format, Rows.numbered(3).lend(), new Cancellation());

    byte[] start = new byte[expected.length()];
    try (var file = Files.newInputStream(folder.resultFile(id))) {
      assertEquals(start.length, file.read(start));
    }
    assertArrayEquals(expected.getBytes(StandardCharsets.US_ASCII), start);
  }

  private void assertStorageFailure(QueryId id, TrackedBatches batches) {
    var thrown = assertThrows(QueryFailedException.class, () -> write(id, batches));

    assertEquals(FailureCategory.STORAGE, thrown.failure().category());
    assertFalse(thrown.failure().message().contains(parent.toString()), thrown::getMessage);
    assertTrue(store.open(id).isEmpty());
  }

  private void write(QueryId id, TrackedBatches batches) {
    store.write(id, ResultFormat.DEFAULT, batches, new Cancellation());
  }
}
