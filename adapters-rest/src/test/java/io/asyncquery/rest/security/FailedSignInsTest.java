package io.asyncquery.rest.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.testdata.SettableClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailedSignInsTest {

  private static final String HOME = "192.0.2.1";
  private static final Optional<Duration> AT_ONCE = Optional.empty();

  private final SettableClock clock = new SettableClock();
  private final FailedSignIns failed = new FailedSignIns(clock);

  private static Optional<Duration> seconds(long seconds) {
    return Optional.of(Duration.ofSeconds(seconds));
  }

  private void fail(int times, String name, String address) {
    for (int i = 0; i < times; i++) {
      assertEquals(AT_ONCE, failed.admit(name, address));
    }
  }

  @Test
  void the_wait_doubles_up_to_a_minute() {
    fail(10, "ANN", HOME);
    for (long wait : new long[] {1, 2, 4, 8, 16, 32, 60, 60, 60}) {
      assertEquals(seconds(wait), failed.admit("ANN", HOME));
      clock.advance(Duration.ofSeconds(wait).minusMillis(1));
      assertEquals(Optional.of(Duration.ofMillis(1)), failed.admit("ANN", HOME));
      clock.advance(Duration.ofMillis(1));
      assertEquals(AT_ONCE, failed.admit("ANN", HOME));
    }
  }

  @Test
  void a_try_that_came_too_early_does_not_lengthen_the_wait() {
    fail(10, "ANN", HOME);
    for (int i = 0; i < 1_000; i++) {
      assertEquals(seconds(1), failed.admit("ANN", HOME));
    }
  }

  @Test
  void another_name_or_address_is_not_slowed() {
    fail(10, "ANN", HOME);

    assertEquals(AT_ONCE, failed.admit("BEN", HOME));
    assertEquals(AT_ONCE, failed.admit("ANN", "192.0.2.2"));
  }

  @Test
  void an_address_that_tries_many_names_is_slowed_a_little() {
    for (int i = 0; i < 100; i++) {
      assertEquals(AT_ONCE, failed.admit("user " + i, HOME));
    }
    for (long wait : new long[] {1, 2, 4, 5, 5}) {
      assertEquals(seconds(wait), failed.admit("user " + wait + 1_000, HOME));
      clock.advance(Duration.ofSeconds(wait));
      assertEquals(AT_ONCE, failed.admit("other " + clock.instant(), HOME));
    }
    assertEquals(AT_ONCE, failed.admit("ANN", "192.0.2.2"));
  }

  @Test
  void a_customer_of_ipv6_gains_nothing_by_many_addresses() {
    for (int i = 0; i < 10; i++) {
      assertEquals(AT_ONCE, failed.admit("ANN", "2001:db8:0:1::" + i));
    }
    assertEquals(seconds(1), failed.admit("ANN", "2001:db8:0:1:ffff::1"));
    assertEquals(AT_ONCE, failed.admit("ANN", "2001:db8:0:2::1"));
  }

  @Test
  void a_success_forgets_the_failures_of_the_name_and_not_those_of_the_address() {
    for (int i = 0; i < 100; i++) {
      failed.admit("user " + i, HOME);
    }
    clock.advance(Duration.ofSeconds(1));
    assertEquals(AT_ONCE, failed.admit("ANN", HOME));
    failed.succeeded("ANN", HOME);

    assertTrue(failed.admit("BEN", HOME).isPresent());
  }

  @Test
  void what_was_not_checked_does_not_count() {
    for (int i = 0; i < 1_000; i++) {
      assertEquals(AT_ONCE, failed.admit("ANN", HOME));
      failed.takenBack("ANN", HOME);
    }
  }

  @Test
  void failures_are_forgotten_after_a_while() {
    fail(10, "ANN", HOME);
    clock.advance(Failures.MEMORY);

    fail(10, "ANN", HOME);
  }

  @Test
  void a_clock_that_is_set_back_makes_nobody_wait_longer() {
    fail(10, "ANN", HOME);
    clock.advance(Duration.ofDays(-1));

    assertEquals(seconds(1), failed.admit("ANN", HOME));
  }

  @Test
  void no_more_is_counted_than_there_is_room_for() {
    Failures<String> failures = new Failures<>(FailedSignIns.OF_PAIR, clock);
    for (int i = 0; i < 2 * Failures.MAX_ENTRIES; i++) {
      failures.add("user " + i);
    }
    assertEquals(Failures.MAX_ENTRIES, failures.size());
  }

  @Test
  void long_names_share_a_place() {
    for (int i = 0; i < 10; i++) {
      assertEquals(AT_ONCE, failed.admit("x".repeat(256 + i), HOME));
    }
    assertEquals(seconds(1), failed.admit("y".repeat(300), HOME));
  }
}
