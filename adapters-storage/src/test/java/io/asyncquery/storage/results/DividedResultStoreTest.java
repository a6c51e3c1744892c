package io.asyncquery.storage.results;

import static io.asyncquery.application.testdata.RequestBuilder.newId;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.ProjectScope;
import io.asyncquery.application.port.ResultStore;
import io.asyncquery.application.port.ResultStoreContract;
import io.asyncquery.application.port.Space;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.Digest;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.ResultFormat;
import io.asyncquery.storage.DataFolder;
import io.asyncquery.storage.DataFolderException;
import io.asyncquery.storage.ResultVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two volumes keep what one does, whichever a query's result lies on. */
class DividedResultStoreTest extends ResultStoreContract {

  private static final ProjectName MAIN = new ProjectName("main");
  private static final ProjectName APART = new ProjectName("apart");

  @TempDir Path parent;

  private final ResultEncoders encoders = new ResultEncoders(2);
  private final Map<QueryId, ProjectName> queries = new HashMap<>();
  private DataFolder folder;
  private ResultVolume volume;
  private DividedResultStore store;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(parent.resolve("volume"));
    open(SpaceLimits.NONE);
  }

  private void open(SpaceLimits limits) {
    folder = DataFolder.open(parent.resolve("data"));
    volume = folder.openVolume(parent.resolve("volume"));
    store =
        new DividedResultStore(
            new FileResultStore(folder.results(), encoders, limits, Digest.Algorithm.CRC),
            Map.of(
                APART,
                new FileResultStore(volume.results(), encoders, limits, Digest.Algorithm.CRC)),
            id -> Optional.of(queries.getOrDefault(id, turn(id))));
  }

  /** Those of the contract go to both. */
  private static ProjectName turn(QueryId id) {
    return (id.hashCode() & 1) == 0 ? MAIN : APART;
  }

  @AfterEach
  void close() {
    volume.close();
    folder.close();
    encoders.close();
  }

  private void closeFolders() {
    volume.close();
    folder.close();
  }

  @Override
  protected ResultStore store() {
    return store;
  }

  @Override
  protected void leavePart(QueryId id) throws IOException {
    Path part = turn(id).equals(MAIN) ? folder.partFile(id) : volume.results().partFile(id);
    Files.writeString(part, "0,half a li");
  }

  @Override
  protected ResultStore reopen() {
    closeFolders();
    open(SpaceLimits.NONE);
    return store;
  }

  private QueryId written(ProjectName project) {
    QueryId id = newId();
    queries.put(id, project);
    store.write(id, ResultFormat.DEFAULT, Rows.numbered(100).lend(), new Cancellation());
    return id;
  }

  @Test
  void results_lie_where_their_projects_say() throws IOException {
    QueryId here = written(MAIN);
    QueryId there = written(APART);

    assertTrue(Files.exists(folder.resultFile(here)));
    assertFalse(Files.exists(folder.resultFile(there)));
    assertTrue(Files.exists(volume.results().resultFile(there)));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(parent.resolve("volume"))));
  }

  @Test
  void a_result_is_found_and_goes_wherever_it_lies() throws IOException {
    QueryId id = written(APART);
    queries.put(id, MAIN);

    try (var content = store.open(id).orElseThrow()) {
      assertTrue(content.size() > 0);
    }
    store.delete(List.of(id));
    assertTrue(store.open(id).isEmpty());
    assertFalse(Files.exists(volume.results().resultFile(id)));
  }

  @Test
  void what_nobody_owns_is_swept_from_both() throws IOException {
    QueryId kept = written(APART);
    written(APART);
    written(MAIN);
    Files.writeString(volume.results().partFile(newId()), "0,half a li");

    assertEquals(3, store.sweep(List.of(kept)));
    assertTrue(store.open(kept).isPresent());
  }

  @Test
  void each_volume_has_a_quota_of_its_own() {
    closeFolders();
    open(new SpaceLimits(OptionalLong.of(2_000), 0));
    written(APART);

    assertThrows(QueryFailedException.class, () -> written(APART));
    written(MAIN);
    assertEquals(Space.AMPLE, store.space(MAIN));
    store.sweep(List.of());
    written(APART);
  }

  @Test
  void each_volume_tells_of_its_own_room_and_whose_results_lie_there() {
    closeFolders();
    open(new SpaceLimits(OptionalLong.of(1_900), 0));
    written(APART);

    assertEquals(
        Map.of(
            new ProjectScope.AllBut(Set.of(APART)),
            Space.AMPLE,
            new ProjectScope.Only(Set.of(APART)),
            Space.SCARCE),
        store.spaces());
  }

  @Test
  void a_disk_that_is_not_mounted_is_not_taken_for_an_empty_one() throws IOException {
    written(APART);
    closeFolders();
    Files.move(parent.resolve("volume"), parent.resolve("elsewhere"));
    folder = DataFolder.open(parent.resolve("data"));
    assertThrows(DataFolderException.class, () -> folder.openVolume(parent.resolve("volume")));
    Files.createDirectory(parent.resolve("volume"));

    DataFolderException refused =
        assertThrows(DataFolderException.class, () -> folder.openVolume(parent.resolve("volume")));
    String told = String.valueOf(refused.getMessage());
    assertTrue(told.endsWith("take its line out of the file [volumes] of the data folder"), told);
    Files.delete(parent.resolve("volume/lock"));
    Files.delete(parent.resolve("volume"));
    Files.move(parent.resolve("elsewhere"), parent.resolve("volume"));
    volume = folder.openVolume(parent.resolve("volume"));
    assertEquals(1, volume.results().resultFiles().size());
  }

  @Test
  void results_of_a_query_store_that_is_lost_go_aside_there_too() throws IOException {
    QueryId id = written(APART);
    byte[] bytes = Files.readAllBytes(volume.results().resultFile(id));
    closeFolders();
    Files.delete(parent.resolve("data/queries.db"));
    open(SpaceLimits.NONE);

    assertEquals(0, store.sweep(List.of()));
    String name = id.toString();
    assertArrayEquals(
        bytes,
        Files.readAllBytes(
            parent.resolve("volume/aside/1/results").resolve(name.substring(0, 2)).resolve(name)));
  }

  @Test
  void a_volume_is_one_servers_alone_and_no_link_is_followed_in_it() throws IOException {
    assertThrows(DataFolderException.class, () -> folder.openVolume(parent.resolve("volume")));
    closeFolders();
    Files.move(parent.resolve("volume/parts"), parent.resolve("parts"));
    Files.createSymbolicLink(parent.resolve("volume/parts"), parent.resolve("parts"));
    folder = DataFolder.open(parent.resolve("data"));
    assertThrows(DataFolderException.class, () -> folder.openVolume(parent.resolve("volume")));
  }
}
