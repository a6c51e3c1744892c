package io.asyncquery.bootstrap.crash;

import io.asyncquery.bootstrap.Await;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** What a server that was started again owes. */
final class Recovery {

  private final Installation installation;
  private final List<CrashClient> clients;
  private final Random random;

  Recovery(Installation installation, List<CrashClient> clients, Random random) {
    this.installation = installation;
    this.clients = clients;
    this.random = random;
  }

  /**
   * Waits until all has ended, then asks after everything.
   *
   * @param lenient whether one endless query may go on, to use up its attempts
   */
  void check(URI address, boolean lenient) throws Exception {
    try (Caller root = new Caller(address, installation.administrator())) {
      List<Promise> promises = clients.stream().flatMap(c -> c.promises().stream()).toList();
      for (Promise promise : promises) {
        CrashClient.status(root, promise);
      }
      Optional<Promise> spared =
          promises.stream().filter(Recovery::runsForEver).filter(_ -> lenient).findAny();
      for (Promise promise : promises) {
        if (runsForEver(promise) && !spared.equals(Optional.of(promise))) {
          CrashClient.stop(root, promise);
        }
      }
      for (Promise promise : promises) {
        if (!spared.equals(Optional.of(promise))) {
          awaitEnd(root, promise);
        }
      }
      awaitQuiet(root, spared.map(Promise::id).stream().collect(Collectors.toSet()));
      for (Promise promise : promises) {
        if (random.nextBoolean() || !lenient) {
          CrashClient.result(root, promise);
        }
      }
    }
  }

  private static boolean runsForEver(Promise promise) {
    return promise.question().endless() && !promise.ended() && !promise.gone();
  }

  private static void awaitEnd(Caller root, Promise promise) throws Exception {
    try {
      Await.until(() -> {
        CrashClient.status(root, promise);
        return promise.ended() || promise.gone();
      });
    } catch (AssertionError e) {
      throw new AssertionError("It does not end: " + promise, e);
    }
  }

  /** Nothing runs, every part is gone, and the results are those of the successful queries. */
  private void awaitQuiet(Caller root, Set<String> spared) throws Exception {
    try {
      Await.until(() -> quiet(root, spared));
    } catch (AssertionError e) {
      StoreSnapshot store = StoreSnapshot.ofLiving(installation.data());
      throw new AssertionError("Not tidy, but for " + spared + ": " + store, e);
    }
  }

  private boolean quiet(Caller root, Set<String> spared) throws IOException, InterruptedException {
    StoreSnapshot store = StoreSnapshot.ofLiving(installation.data());
    for (String id : store.in("RUNNING")) {
      // One whose submission the kill left unanswered: nobody waits for it.
      if (!spared.contains(id)) {
        root.delete("/stop/" + id);
      }
    }
    return spared.containsAll(store.in("RUNNING"))
        && spared.containsAll(store.parts())
        && store.results().equals(store.in("SUCCESSFUL"));
  }
}
