package io.asyncquery.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ConnectionLimitTest {

  private static final int MAX = 5;

  @Test
  void connections_beyond_the_limit_are_closed_and_a_place_that_is_left_is_taken()
      throws Exception {
    RestSettings plain = RestSettings.onLoopback(0);
    RestSettings few =
        new RestSettings(
            plain.host(),
            0,
            plain.workerThreads(),
            plain.maxBodyBytes(),
            plain.maxHeaderBytes(),
            plain.idleTimeout(),
            plain.zone(),
            MAX,
            Optional.empty(),
            plain.crossOrigin(),
            plain.proxies());
    List<Wire> held = new ArrayList<>();
    try (Service service = new Service()) {
      RestServer server =
          RestServer.start(few, UseCases.of(service.application), service.signIns(), service.audit);
      try {
        for (int i = 0; i < MAX; i++) {
          Wire wire = new Wire(server.port());
          held.add(wire);
          assertTrue(answers(wire));
        }
        try (Wire one = new Wire(server.port())) {
          assertEquals(false, answers(one));
        }
        held.removeFirst().close();
        awaitPlace(server.port());
      } finally {
        for (Wire wire : held) {
          wire.close();
        }
        server.stop(Duration.ofSeconds(1));
      }
    }
  }

  private static void awaitPlace(int port) throws IOException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (true) {
      try (Wire wire = new Wire(port)) {
        if (answers(wire)) {
          return;
        }
      }
      assertTrue(System.nanoTime() < deadline, "no place");
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static boolean answers(Wire wire) {
    try {
      wire.get("/health/live");
      return wire.head().status() == 200;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}
