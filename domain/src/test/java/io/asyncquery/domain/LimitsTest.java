package io.asyncquery.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asyncquery.domain.Limits.Cap;
import io.asyncquery.domain.Limits.OnLimit;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

  @Property
  void the_tightest_does_not_depend_on_the_order(
      @ForAll("limits") Limits a, @ForAll("limits") Limits b, @ForAll("limits") Limits c) {
    assertEquals(a.tightest(b), b.tightest(a));
    assertEquals(a.tightest(b).tightest(c), a.tightest(b.tightest(c)));
  }

  @Property
  void no_limit_changes_nothing_and_the_same_twice_neither(@ForAll("limits") Limits limits) {
    assertEquals(limits, limits.tightest(Limits.NONE));
    assertEquals(limits, limits.tightest(limits));
  }

  @Property
  void nothing_that_one_forbids_is_allowed(@ForAll("limits") Limits a, @ForAll("limits") Limits b) {
    Limits both = a.tightest(b);

    assertEquals(least(max(a.rows()), max(b.rows())), max(both.rows()));
    assertEquals(least(max(a.bytes()), max(b.bytes())), max(both.bytes()));
    assertEquals(
        least(a.columns().orElse(Integer.MAX_VALUE), b.columns().orElse(Integer.MAX_VALUE)),
        both.columns().orElse(Integer.MAX_VALUE));
    assertEquals(least(nanos(a), nanos(b)), nanos(both));
  }

  @Test
  void the_cap_that_wins_says_what_becomes_of_the_result() {
    Cap failing = new Cap(5, OnLimit.FAIL);
    Cap cutting = new Cap(4, OnLimit.TRUNCATE);

    assertEquals(cutting, failing.tightest(cutting));
    assertEquals(failing, failing.tightest(new Cap(5, OnLimit.TRUNCATE)));
  }

  @Test
  void a_cap_is_not_negative() {
    assertThrows(IllegalArgumentException.class, () -> new Cap(-1, OnLimit.FAIL));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void a_run_time_and_columns_are_positive(int value) {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Limits(
                Optional.of(Duration.ofSeconds(value)),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty()));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Limits(
                Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.of(value)));
  }

  @Provide
  Arbitrary<Limits> limits() {
    Arbitrary<Optional<Cap>> cap =
        Combinators.combine(Arbitraries.longs().between(0, 3), Arbitraries.of(OnLimit.values()))
            .as(Cap::new)
            .optional();
    return Combinators.combine(
            Arbitraries.longs().between(1, 3).map(Duration::ofSeconds).optional(),
            cap,
            cap,
            Arbitraries.integers()
                .between(0, 3)
                .map(n -> n == 0 ? OptionalInt.empty() : OptionalInt.of(n)))
        .as(Limits::new);
  }

  private static long least(long a, long b) {
    return Math.min(a, b);
  }

  private static long max(Optional<Cap> cap) {
    return cap.map(Cap::max).orElse(Long.MAX_VALUE);
  }

  private static long nanos(Limits limits) {
    return limits.runTime().map(Duration::toNanos).orElse(Long.MAX_VALUE);
  }
}
