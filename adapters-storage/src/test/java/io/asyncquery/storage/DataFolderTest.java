package io.asyncquery.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asyncquery.domain.QueryId;
import io.asyncquery.storage.fault.Faults;
import io.asyncquery.storage.fault.FaultyFileSystem;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFolderTest {

  private static final QueryId ID =
      new QueryId(UUID.fromString("43eeb967-e76a-4214-8932-70594d454013"));

  @TempDir Path parent;

  @Test
  void a_missing_folder_is_created_for_its_owner_alone() throws IOException {
    Path path = parent.resolve("a/b");

    try (var folder = DataFolder.open(path)) {
      for (Path created : walk(path)) {
        assertEquals(
            Files.isDirectory(created) ? "rwx------" : "rw-------",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(created)),
            created::toString);
      }
      assertTrue(walk(path).contains(folder.queryStoreFile()));
      assertEquals(0, Files.size(folder.queryStoreFile()));
    }
  }

  @Test
  void every_result_and_part_has_its_place_in_a_folder_that_is_there() throws IOException {
    try (var folder = DataFolder.open(parent)) {
      for (int i = 0; i < 0x100; i++) {
        var id = new QueryId(new UUID((long) i << 56, i));

        Files.writeString(folder.partFile(id), "whole");
        Files.move(folder.partFile(id), folder.resultFile(id), StandardCopyOption.ATOMIC_MOVE);
      }

      assertEquals(0x100, folder.resultFiles().size());
      assertEquals(List.of(), folder.partFiles());
    }
  }

  @Test
  void results_and_parts_are_listed_where_their_ids_place_them() throws IOException {
    try (var folder = DataFolder.open(parent)) {
      Files.createFile(folder.resultFile(ID));
      Files.createFile(folder.partFile(ID));

      assertEquals(List.of(folder.resultFile(ID)), folder.resultFiles());
      assertEquals(List.of(folder.partFile(ID)), folder.partFiles());
      assertTrue(folder.resultFile(ID).endsWith("results/43/" + ID));
    }
  }

  @Test
  void what_lies_in_the_folder_is_found_again() throws IOException {
    try (var folder = DataFolder.open(parent)) {
      Files.writeString(folder.resultFile(ID), "rows");
      Files.writeString(folder.queryStoreFile(), "queries");
    }

    try (var folder = DataFolder.open(parent)) {
      assertEquals("rows", Files.readString(folder.resultFile(ID)));
      assertEquals("queries", Files.readString(folder.queryStoreFile()));
      assertEquals(List.of(folder.resultFile(ID)), folder.resultFiles());
      assertEquals(List.of(), folder.partFiles());
    }
  }

  @Test
  void a_link_among_the_results_is_listed_and_not_followed() throws IOException {
    try (var folder = DataFolder.open(parent.resolve("data"))) {
      Path elsewhere = Files.createDirectories(parent.resolve("elsewhere"));
      Files.createFile(elsewhere.resolve("precious"));
      Files.createSymbolicLink(folder.resultFile(ID), elsewhere);

      assertEquals(List.of(folder.resultFile(ID)), folder.resultFiles());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"lock", "queries.db", "queries.db-wal", "results", "parts", "results/43", "aside"})
  void a_link_in_the_place_of_anything_is_refused_and_not_followed(String name) throws IOException {
    Path data = parent.resolve("data");
    DataFolder.open(data).close();
    Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
    Path target = elsewhere.resolve("precious");
    boolean isFile = name.equals("lock") || name.startsWith("queries");
    if (isFile) {
      Files.writeString(target, "precious");
    } else {
      Files.createDirectory(target);
    }
    Path place = data.resolve(name);
    if (Files.exists(place)) {
      Files.move(place, parent.resolve("away"));
    }
    Files.createSymbolicLink(place, target);

    assertThrows(DataFolderException.class, () -> DataFolder.open(data));

    if (isFile) {
      assertEquals("precious", Files.readString(target));
    }
    try (var files = Files.list(isFile ? elsewhere : target)) {
      assertEquals(isFile ? 1 : 0, files.count());
    }
  }

  @Test
  void a_folder_that_others_could_read_is_its_owners_alone_from_then_on() throws IOException {
    Path data = Files.createDirectory(parent.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));

    DataFolder.open(data).close();

    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data)));
  }

  @Test
  void a_second_open_in_this_process_is_refused_and_the_first_stays_locked() throws Exception {
    try (var first = DataFolder.open(parent)) {
      var refused = assertThrows(DataFolderException.class, () -> DataFolder.open(parent));
      assertMentions(refused, parent.toString(), "is in use by this process");

      try (var child = ChildJvm.start(Opener.class, parent.toString())) {
        String answer = child.line();
        assertTrue(answer.contains("is in use by another process [" + pid() + "]"), answer);
      }
      assertTrue(Files.exists(first.queryStoreFile()));
    }
  }

  @Test
  void a_folder_is_the_same_under_every_name() throws IOException {
    Path data = Files.createDirectories(parent.resolve("data"));
    Path link = Files.createSymbolicLink(parent.resolve("link"), data);

    try (var first = DataFolder.open(link)) {
      assertThrows(DataFolderException.class, () -> DataFolder.open(data));
      assertThrows(DataFolderException.class, () -> DataFolder.open(data.resolve("../data/.")));
      assertTrue(Files.exists(first.queryStoreFile()));
    }
  }

  @Test
  void a_folder_that_another_process_holds_is_refused_until_that_is_killed() throws Exception {
    try (var child = ChildJvm.start(Opener.class, parent.toString())) {
      assertEquals("opened", child.line());

      var refused = assertThrows(DataFolderException.class, () -> DataFolder.open(parent));
      assertMentions(refused, parent.toString(), "in use by another process [" + child.pid() + "]");

      child.kill();
    }
    try (var folder = DataFolder.open(parent)) {
      assertTrue(Files.exists(folder.queryStoreFile()));
    }
  }

  @Test
  void a_closed_folder_can_be_opened_by_others_and_closing_twice_closes_nothing_else()
      throws Exception {
    var closed = DataFolder.open(parent);
    closed.close();

    try (var again = DataFolder.open(parent)) {
      closed.close();

      assertThrows(DataFolderException.class, () -> DataFolder.open(parent));
      assertTrue(Files.exists(again.queryStoreFile()));
    }
  }

  @Test
  void a_file_in_place_of_the_folder_is_named() throws IOException {
    Path file = Files.createFile(parent.resolve("file"));

    assertMentions(
        assertThrows(DataFolderException.class, () -> DataFolder.open(file)),
        "Data folder [" + file + "]",
        "is a file",
        "name another folder");
  }

  @Test
  void a_folder_below_a_file_is_refused() throws IOException {
    Path below = Files.createFile(parent.resolve("file")).resolve("below");

    assertMentions(
        assertThrows(DataFolderException.class, () -> DataFolder.open(below)),
        "Data folder [" + below + "]",
        "name another folder");
  }

  @Test
  void a_file_in_place_of_a_subfolder_is_named_and_the_folder_not_left_locked() throws IOException {
    Path file = Files.createFile(parent.resolve("results"));

    for (int attempt = 0; attempt < 2; attempt++) {
      assertMentions(
          assertThrows(DataFolderException.class, () -> DataFolder.open(parent)),
          "[" + file + "]",
          "is a file");
    }
  }

  @Test
  void a_place_where_nobody_can_create_a_folder_is_refused() {
    Path system = Path.of("/proc");
    assumeTrue(Files.isDirectory(system));
    Path nowhere = system.resolve("asyncquery");

    assertMentions(
        assertThrows(DataFolderException.class, () -> DataFolder.open(nowhere)),
        "Data folder [" + nowhere + "]",
        "Name another folder");
  }

  @Test
  void results_on_another_file_system_than_parts_are_refused() {
    Faults faults = new Faults();
    faults.fail(
        Faults.Operation.MOVE,
        _ -> true,
        new AtomicMoveNotSupportedException("parts", "results", "Invalid cross-device link"));

    assertMentions(
        assertThrows(
            DataFolderException.class,
            () -> DataFolder.open(FaultyFileSystem.over(parent.resolve("data"), faults))),
        "different file systems");
  }

  private static void assertMentions(DataFolderException e, String... parts) {
    String message = String.valueOf(e.getMessage());
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
    assertFalse(message.contains("Exception"), message);
  }

  private static Set<Path> walk(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return Set.copyOf(files.toList());
    }
  }

  private static long pid() {
    return ProcessHandle.current().pid();
  }

  /** Opens a folder and holds it until killed, or says why it cannot. */
  static final class Opener {
    public static void main(String[] arguments) throws IOException {
      try (var _ = DataFolder.open(Path.of(arguments[0]))) {
        System.out.println("opened");
        System.in.read();
      } catch (DataFolderException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
