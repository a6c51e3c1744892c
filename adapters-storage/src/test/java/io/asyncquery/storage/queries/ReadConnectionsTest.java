package io.asyncquery.storage.queries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.port.StoreException;
import io.asyncquery.application.testdata.Concurrently;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ReadConnectionsTest {

  @TempDir Path folder;

  private ReadConnections connections;

  @BeforeEach
  void open() throws IOException {
    var file = new SqliteFile(Files.createFile(folder.resolve("queries.db")));
    try (var writer = new WriteConnection(file.forWriting())) {
      file.migrate(new Migrations(List.of("test-migrations/1.sql")), writer);
    }
    connections = new ReadConnections(file.forReading(), 2);
  }

  @AfterEach
  void close() {
    connections.close();
  }

  @Test
  void a_connection_is_lent_again() {
    Handle first = connections.read(Function.identity());

    assertSame(first, connections.read(Function.identity()));
    assertFalse(first.isClosed());
  }

  @Test
  void a_connection_that_failed_is_closed_and_another_takes_its_place() {
    Handle first = connections.read(Function.identity());

    var fault =
        assertThrows(
            StoreException.class,
            () -> connections.read(handle -> handle.execute("SELECT * FROM nowhere")));

    assertInstanceOf(JdbiException.class, fault.getCause());
    assertTrue(first.isClosed());
    assertNotSame(first, connections.read(Function.identity()));
  }

  @Test
  void more_readers_than_connections_take_turns() throws Exception {
    Set<Handle> lent = ConcurrentHashMap.newKeySet();
    AtomicInteger reading = new AtomicInteger();

    var most =
        Concurrently.run(
            8,
            i ->
                () ->
                    connections.read(handle -> {
                      lent.add(handle);
                      int now = reading.incrementAndGet();
                      assertEquals(1, notes(handle));
                      reading.decrementAndGet();
                      return now;
                    }));

    assertTrue(most.stream().allMatch(count -> count <= 2), most::toString);
    assertTrue(lent.size() <= 2, lent::toString);
  }

  @Test
  void closing_waits_for_who_reads_and_refuses_who_comes_after() {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var reader =
        CompletableFuture.supplyAsync(() ->
            connections.read(handle -> {
              begun.countDown();
              await(goOn);
              return notes(handle);
            }));
    await(begun);
    var closing = CompletableFuture.runAsync(connections::close);
    assertFalse(closing.isDone());

    goOn.countDown();

    assertEquals(1, reader.join());
    closing.join();
    assertThrows(StoreException.class, () -> connections.read(ReadConnectionsTest::notes));
  }

  private static int notes(Handle handle) {
    try (var query = handle.createQuery("SELECT count(*) FROM note")) {
      return query.mapTo(int.class).one();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
