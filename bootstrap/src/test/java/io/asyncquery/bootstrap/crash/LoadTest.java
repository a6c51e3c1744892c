package io.asyncquery.bootstrap.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.bootstrap.Await;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many users fill the queue, each a query in half a second, while many more connections ask how
 * things stand and the workers use the whole machine. The whole size is {@code -Dload.queries=1000
 * -Dload.users=50 -Dload.connections=5000}, for which 10,000 open files have to be allowed.
 */
@Tag("slow")
class LoadTest {

  private static final int QUERIES = Integer.getInteger("load.queries", 300);
  private static final int USERS = Integer.getInteger("load.users", 15);
  private static final int CONNECTIONS = Integer.getInteger("load.connections", 300);

  /** A few fewer than what is asked for: the last are to be refused. */
  private static final int QUEUE = QUERIES - 5;

  private static final int WORKERS = Integer.getInteger("load.workers", 2);
  private static final int WARM_UP_QUERIES = 500;
  private static final long THINK_NANOS = 500_000_000;
  private static final long BETWEEN_POLLS_MILLIS = 10_000;

  @TempDir Path folder;

  private final Collection<Promise> promises = new ConcurrentLinkedQueue<>();
  private final List<String> known = Collections.synchronizedList(new ArrayList<>());
  private final Collection<Long> submitNanos = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger polls = new AtomicInteger();

  @Test
  void nothing_is_lost_and_nothing_refused_but_what_the_queue_cannot_hold() throws Exception {
    List<String> users =
        IntStream.rangeClosed(0, USERS).mapToObj(i -> i == 0 ? "root" : "user" + i).toList();
    Installation installation =
        Installation.create(folder, users, "workers: " + WORKERS, "queueLength: " + QUEUE);

    try (KillableServer server = KillableServer.start(installation, "-Xmx512m");
        Caller root = new Caller(server.requireReady(), "root")) {
      URI address = root.address();
      logIn(root, users);
      warmUp(root, users);
      List<Promise> blockers = blockWorkers(root);
      CountDownLatch over = new CountDownLatch(1);
      try (ExecutorService pollers = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> polling = new ArrayList<>();
        try {
          CountDownLatch connected = new CountDownLatch(CONNECTIONS);
          for (int i = 0; i < CONNECTIONS; i++) {
            polling.add(pollers.submit(() -> poll(address, connected, over)));
          }
          assertTrue(connected.await(120, TimeUnit.SECONDS), "Not all connections were made");
          submitAll(root, users.subList(1, users.size()));
          for (Promise blocker : blockers) {
            CrashClient.stop(root, blocker);
          }
          awaitAll(root);
        } finally {
          over.countDown();
        }
        for (Future<?> poller : polling) {
          poller.get();
        }
      }

      System.out.printf(
          "Load: [%d] queries of [%d] users acknowledged, [%d] refused with 429, [%d] connections,"
              + " [%d] polls, submit p50 [%.1f ms] p99 [%.1f ms]%n",
          promises.size(), USERS, refused.get(), CONNECTIONS, polls.get(), submit(50), submit(99));
      assertEquals(QUERIES, promises.size() + refused.get());
      assertEquals(QUERIES - QUEUE, refused.get());
      assertFalse(server.log().contains("ERROR"), server.log());
    }
  }

  /** A password takes a tenth of a second of a core the first time. */
  private static void logIn(Caller root, List<String> users) throws Exception {
    for (String user : users) {
      assertEquals(404, root.as(user).result("00000000-0000-0000-0000-000000000000").statusCode());
    }
  }

  /** A server that has just started is another thing to measure. */
  private static void warmUp(Caller root, List<String> users) throws Exception {
    for (int i = 0; i < WARM_UP_QUERIES; i++) {
      Caller caller = root.as(users.get(i % users.size()));
      Question question = Question.small(1);
      String answer = caller.submit(question).body();
      awaitEnd(root, new Promise(Caller.field("query_id", answer), question, caller.user()));
    }
  }

  private static void awaitEnd(Caller root, Promise promise) throws Exception {
    Await.until(() -> {
      CrashClient.status(root, promise);
      return promise.ended();
    });
  }

  /** So that everything else has to wait. */
  private List<Promise> blockWorkers(Caller root) throws Exception {
    List<Promise> blockers = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      String answer = root.submit(Question.endlessOne()).body();
      blockers.add(
          new Promise(Caller.field("query_id", answer), Question.endlessOne(), root.user()));
      known.add(blockers.getLast().id());
    }
    Await.until(() ->
        StoreSnapshot.ofLiving(folder.resolve("data")).queries().values().stream()
            .allMatch(row -> row.attempts() == 1));
    return blockers;
  }

  private Void poll(URI address, CountDownLatch connected, CountDownLatch over) throws Exception {
    try (Poller poller = new Poller(address, "root")) {
      boolean first = true;
      do {
        String id = known.get(ThreadLocalRandom.current().nextInt(known.size()));
        assertEquals(200, poller.poll(id));
        polls.incrementAndGet();
        if (first) {
          connected.countDown();
          first = false;
        }
      } while (!over.await(
          ThreadLocalRandom.current().nextLong(2 * BETWEEN_POLLS_MILLIS), TimeUnit.MILLISECONDS));
    }
    return null;
  }

  private void submitAll(Caller root, List<String> users) throws Exception {
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> submitting = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String user : users) {
        submitting.add(
            threads.submit(() -> {
              while (next.getAndIncrement() < QUERIES) {
                think();
                submit(root.as(user));
              }
              return null;
            }));
      }
    }
    for (Future<?> user : submitting) {
      user.get();
    }
  }

  /** Users come when they come; they do not wait for each other's answers. */
  private static void think() {
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(2 * THINK_NANOS));
  }

  private void submit(Caller caller) throws Exception {
    Question question = Question.small(ThreadLocalRandom.current().nextBoolean() ? 1 : 1_999);
    long begin = System.nanoTime();
    HttpResponse<String> answer = caller.submit(question);
    submitNanos.add(System.nanoTime() - begin);
    if (answer.statusCode() == 429) {
      assertTrue(answer.headers().firstValue("Retry-After").isPresent());
      refused.incrementAndGet();
      return;
    }
    assertEquals(200, answer.statusCode(), answer.body());
    Promise promise = new Promise(Caller.field("query_id", answer.body()), question, caller.user());
    promises.add(promise);
    known.add(promise.id());
  }

  private void awaitAll(Caller root) throws Exception {
    for (Promise promise : promises) {
      awaitEnd(root, promise);
      CrashClient.result(root, promise);
      assertTrue(promise.successful(), promise::toString);
    }
  }

  /** In milliseconds. */
  private double submit(int percent) {
    List<Long> sorted = submitNanos.stream().sorted().toList();
    return sorted.get((sorted.size() - 1) * percent / 100) / 1e6;
  }
}
