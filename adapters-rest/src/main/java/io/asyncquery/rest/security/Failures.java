package io.asyncquery.rest.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Failed tries, counted by who made them. What failed longest ago gives way. Not thread-safe. */
final class Failures<K> {

  static final int MAX_ENTRIES = 10_000;

  /** After this long without another, failures are forgotten. */
  static final Duration MEMORY = Duration.ofMinutes(15);

  private final Slowdown slowdown;
  private final Clock clock;
  private final Map<K, Count> counts =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Count> eldest) {
          return size() > MAX_ENTRIES;
        }
      };

  Failures(Slowdown slowdown, Clock clock) {
    this.slowdown = slowdown;
    this.clock = clock;
  }

  private record Count(int failures, Instant last) {}

  /** How long the next try is too early. */
  Optional<Duration> wait(K who) {
    return known(who)
        .map(count -> slowdown.after(count.failures()).minus(since(count)))
        .filter(Duration::isPositive);
  }

  void add(K who) {
    int before = known(who).map(Count::failures).orElse(0);
    counts.remove(who); // Its place is among the latest now.
    counts.put(who, new Count(Math.addExact(before, 1), clock.instant()));
  }

  void takeBack(K who) {
    counts.computeIfPresent(
        who,
        (_, count) -> count.failures() > 1 ? new Count(count.failures() - 1, count.last()) : null);
  }

  void forget(K who) {
    counts.remove(who);
  }

  int size() {
    return counts.size();
  }

  private Optional<Count> known(K who) {
    return Optional.ofNullable(counts.get(who)).filter(count -> since(count).compareTo(MEMORY) < 0);
  }

  /** A clock that was set back makes nobody wait longer than a failure just now would. */
  private Duration since(Count count) {
    Duration since = Duration.between(count.last(), clock.instant());
    return since.isNegative() ? Duration.ZERO : since;
  }
}
