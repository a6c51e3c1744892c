package io.asyncquery.bootstrap.crash;

import io.asyncquery.bootstrap.crash.KillPoint.Phase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One server, killed again and again on one data folder, and asked after every start. */
final class CrashRun {

  private static final List<String> USERS = List.of("root", "ann", "bob", "eve");
  private static final int MAX_ATTEMPTS = 2;

  /** It lives for seconds: compiling with care does not pay. */
  private static final String HASTE = "-XX:TieredStopAtLevel=1";

  private static final long WORK_MILLIS = 2_000;
  private static final long START_MILLIS = 2_500;
  private static final long PATIENCE_FOR_A_POINT_MILLIS = 5_000;

  private final Installation installation;
  private final Random random;
  private final AtomicLong acknowledged = new AtomicLong();
  private final List<CrashClient> clients;
  private final Recovery recovery;
  private final List<KillPoint> plan = new ArrayList<>();
  private final Map<KillPoint, Integer> killed = new EnumMap<>(KillPoint.class);

  CrashRun(Path folder, long seed) throws IOException {
    random = new Random(seed);
    installation =
        Installation.create(
            folder, USERS, "workers: 3", "maxAttempts: " + MAX_ATTEMPTS, "queueLength: 60");
    clients =
        USERS.stream()
            .skip(1)
            .map(user -> new CrashClient(user, new Random(random.nextLong()), acknowledged))
            .toList();
    recovery = new Recovery(installation, clients, random);
  }

  long acknowledged() {
    return acknowledged.get();
  }

  /** How often it was killed where; a point that was not reached counts as what came instead. */
  Map<KillPoint, Integer> killed() {
    return killed;
  }

  /** Every promise that is still remembered. */
  List<Promise> promises() {
    return clients.stream().flatMap(client -> client.promises().stream()).toList();
  }

  /** Starts it, checks it, lets it work, kills it. */
  void round() throws Exception {
    KillPoint aim = next();
    CountDownLatch dead = new CountDownLatch(1);
    if (aim.random()) {
      try (KillableServer server = KillableServer.start(installation, HASTE)) {
        round(server, aim, dead);
      }
      return;
    }
    Ambush ambush = Ambush.prepare();
    try (KillableServer server = KillableServer.start(installation, HASTE, ambush.jvmOption())) {
      round(server, ambush.await(), aim, dead);
    }
  }

  /** At the end nothing is killed any more, and everything comes to its end. */
  void lastStart() throws Exception {
    try (KillableServer server = KillableServer.start(installation, HASTE)) {
      recovery.check(server.requireReady(), false);
    }
  }

  /** Every point before any comes again; random ones come oftener. */
  private KillPoint next() {
    if (plan.isEmpty()) {
      plan.addAll(List.of(KillPoint.values()));
      plan.addAll(Collections.nCopies(5, KillPoint.ANY_TIME));
      plan.addAll(Collections.nCopies(2, KillPoint.START_ANY_TIME));
      Collections.shuffle(plan, random);
    }
    return plan.removeLast();
  }

  /** At a random time. */
  private void round(KillableServer server, KillPoint aim, CountDownLatch dead) throws Exception {
    if (aim.phase() == Phase.START) {
      if (server.awaitEnd(Duration.ofMillis(random.nextLong(START_MILLIS)))) {
        throw new AssertionError("It ended by itself");
      }
      end(server, aim);
      return;
    }
    URI address = server.requireReady();
    recovery.check(address, true);
    work(server, address, dead, random.nextLong(WORK_MILLIS));
    end(server, aim);
  }

  /** At a point. */
  private void round(
      KillableServer server, Ambush.Victim victim, KillPoint aim, CountDownLatch dead)
      throws Exception {
    Runnable kill =
        () -> {
          server.kill();
          dead.countDown();
        };
    int nth = aim == KillPoint.ENCODE ? 1 + random.nextInt(12) : 1 + random.nextInt(2);
    if (aim.phase() == Phase.START) {
      victim.lay(aim, 1, kill);
    }
    victim.release();
    Optional<URI> address = server.awaitReady(victim::isHalted);
    if (address.isPresent()) {
      recovery.check(address.get(), true);
      if (aim.phase() == Phase.WORK) {
        victim.lay(aim, nth, kill);
      }
      work(server, address.get(), dead, PATIENCE_FOR_A_POINT_MILLIS);
    }
    end(server, dead.getCount() == 0 ? aim : KillPoint.ANY_TIME);
  }

  private void work(KillableServer server, URI address, CountDownLatch dead, long millis)
      throws Exception {
    List<Future<?>> work = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (CrashClient client : clients) {
        work.add(
            threads.submit(() -> {
              try (Caller caller = new Caller(address, client.user())) {
                client.work(caller, server::killed);
              }
              return null;
            }));
      }
      boolean reached = dead.await(millis, TimeUnit.MILLISECONDS);
      if (!reached) {
        server.kill();
      }
    }
    for (Future<?> client : work) {
      client.get();
    }
  }

  private void end(KillableServer server, KillPoint where) throws Exception {
    server.kill();
    server.awaitEnd();
    killed.merge(where, 1, Integer::sum);
    StoreSnapshot kept = StoreSnapshot.ofDead(installation.data());
    promises().forEach(promise -> promise.killed(kept.find(promise.id()), MAX_ATTEMPTS));
  }
}
