package io.asyncquery.bootstrap.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class LowPriorityTest {

  /** The 19th field of proc(5)'s stat, where the name may hold spaces. */
  private static int niceness() {
    try {
      String stat = Files.readString(Path.of("/proc/thread-self/stat"));
      return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[16]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int nicenessOfNewThread() {
    return CompletableFuture.supplyAsync(
            LowPriorityTest::niceness, work -> Thread.ofPlatform().start(work))
        .join();
  }

  @Test
  void the_threads_of_what_is_made_stand_back_and_no_others() {
    int usual = niceness();

    int made = LowPriority.await(LowPriority.begin(LowPriorityTest::nicenessOfNewThread));

    assertEquals(Math.max(usual, 10), made);
    assertEquals(usual, niceness());
    assertEquals(usual, nicenessOfNewThread());
  }

  @Test
  void what_cannot_be_made_says_why() {
    IllegalStateException fault = new IllegalStateException("as planned");

    assertEquals(
        fault,
        assertThrows(
            IllegalStateException.class,
            () ->
                LowPriority.await(
                    LowPriority.begin(() -> {
                      throw fault;
                    }))));
  }
}
