package io.asyncquery.sql.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {

  @TempDir Path parent;

  @Test
  void each_is_another() throws Exception {
    try (ScratchFolder one = ScratchFolder.create(parent);
        ScratchFolder other = ScratchFolder.create(parent)) {
      assertNotEquals(one.spill(), other.spill());
      assertEquals(2, entries().size());
    }
  }

  @Test
  void nothing_is_left_of_a_closed_one() throws Exception {
    try (ScratchFolder folder = ScratchFolder.create(parent.resolve("made"))) {
      Files.createDirectory(folder.spill());
      Files.writeString(folder.spill().resolve("x.tmp"), "x");
      Files.writeString(folder.catalog(), "x");
    }

    try (Stream<Path> left = Files.list(parent.resolve("made"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void one_that_a_dead_process_left_is_removed_and_nothing_else() throws Exception {
    Path left = Files.createDirectory(parent.resolve("asyncquery-duckdb-1"));
    Files.writeString(left.resolve("lock"), "");
    Files.createDirectory(left.resolve("spill"));
    Files.writeString(left.resolve("spill").resolve("x.tmp"), "x");
    Path beingMade = Files.createDirectory(parent.resolve("asyncquery-duckdb-2"));
    Path another = Files.createDirectory(parent.resolve("another"));
    Files.writeString(another.resolve("lock"), "");

    try (ScratchFolder inUse = ScratchFolder.create(parent);
        ScratchFolder second = ScratchFolder.create(parent)) {
      assertFalse(Files.exists(left));
      assertTrue(Files.exists(beingMade));
      assertTrue(Files.exists(another.resolve("lock")));
      assertTrue(Files.exists(inUse.spill().getParent()));
      assertTrue(Files.exists(second.spill().getParent()));
    }
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> entries = Files.list(parent)) {
      return entries.toList();
    }
  }
}
