package io.asyncquery.storage.results;

import static io.asyncquery.application.testdata.RequestBuilder.newId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.Space;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.Digest;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.ResultFormat;
import io.asyncquery.domain.ResultSummary;
import io.asyncquery.storage.DataFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real file system of few megabytes, mounted for each test, for which one has to be root. */
@Tag("slow")
class SmallDiskTest {

  @TempDir Path disk;

  private final ResultEncoders encoders = new ResultEncoders(2);
  private DataFolder folder;
  private FileResultStore store;

  @BeforeEach
  void mount() throws Exception {
    open(run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString()));
  }

  private void open(String refusal) {
    if (!refusal.isEmpty()) {
      String why = "NOT RUN: no file system can be mounted here: " + refusal;
      System.err.println(why);
      abort(why);
    }
    folder = DataFolder.open(disk.resolve("data"));
    store = new FileResultStore(folder.results(), encoders, SpaceLimits.NONE, Digest.Algorithm.CRC);
  }

  @AfterEach
  void unmount() throws Exception {
    if (folder != null) {
      folder.close();
      assertEquals("", run("umount", disk.toString()));
    }
    encoders.close();
  }

  @Test
  void a_full_disk_fails_the_query_and_is_free_again_after() {
    ResultSummary earlier = write(newId(), 10_000);

    QueryFailure failure = failure(1_000_000);

    assertEquals(FailureCategory.STORAGE, failure.category());
    assertTrue(failure.message().contains("the disk of the server is full"), failure::message);
    assertEquals(List.of(), folder.partFiles());
    assertEquals(earlier, write(newId(), 10_000));
  }

  /** Where large parts go past the page cache, and the last block may find no room. */
  @Test
  void a_full_disk_behind_a_block_device_does_so_too(@TempDir Path images) throws Exception {
    folder.close();
    assertEquals("", run("umount", disk.toString()));
    Path image = images.resolve("image");
    assertEquals("", run("truncate", "-s", "32M", image.toString()));
    assertEquals("", run("mkfs.ext4", "-q", "-F", image.toString()));
    open(run("mount", "-o", "loop", image.toString(), disk.toString()));
    ResultSummary earlier = write(newId(), 250_000);

    QueryFailure failure = failure(3_000_000);

    assertEquals(FailureCategory.STORAGE, failure.category());
    assertTrue(failure.message().contains("the disk of the server is full"), failure::message);
    assertEquals(List.of(), folder.partFiles());
    assertEquals(earlier, write(newId(), 250_000));
  }

  @Test
  void the_floor_is_kept_while_a_result_is_written() {
    store =
        new FileResultStore(
            folder.results(),
            encoders,
            new SpaceLimits(OptionalLong.empty(), 3 << 20),
            Digest.Algorithm.CRC);
    write(newId(), 38_000);
    assertEquals(Space.SCARCE, store.space());
    write(newId(), 20_000);
    assertEquals(Space.EXHAUSTED, store.space());

    assertTrue(failure(1).message().contains("less free space"));
  }

  @Test
  void a_disk_that_became_read_only_fails_the_query_and_lets_results_be_read() throws Exception {
    QueryId earlier = newId();
    write(earlier, 10);
    // A file that is open for writing, as the lock is, would keep the disk from being remounted.
    folder.close();
    assertEquals("", run("mount", "-o", "remount,ro", disk.toString()));

    QueryFailure failure = failure(10);

    assertTrue(failure.message().contains("is read-only"), failure::message);
    store.open(earlier).orElseThrow().close();
    assertEquals("", run("mount", "-o", "remount,rw", disk.toString()));
    write(newId(), 10);
  }

  private ResultSummary write(QueryId id, int rows) {
    return store.write(
        id, ResultFormat.DEFAULT, Rows.numbered(rows).perBatch(2_048).lend(), new Cancellation());
  }

  private QueryFailure failure(int rows) {
    return assertThrows(QueryFailedException.class, () -> write(newId(), rows)).failure();
  }

  /** What the command complains of; nothing where it succeeds. */
  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? "" : command[0] + ": " + output.strip();
  }
}
