package io.asyncquery.rest.security;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Slows who guesses passwords: the tries of one user name from one address, and those of one
 * address whatever the names. A name alone is never slowed, so that nobody can lock its owner out
 * from elsewhere. Nobody waits in here: a try that comes too early is told when to come back.
 *
 * <p>A try counts as failed as soon as it is let in, so that many at a time gain nothing.
 */
final class FailedSignIns {

  /** For the name and the address together. */
  static final Slowdown OF_PAIR = new Slowdown(10, Duration.ofMinutes(1));

  /** For an address that tries many names; shorter, because many people may share it. */
  static final Slowdown OF_ADDRESS = new Slowdown(100, Duration.ofSeconds(5));

  private final Failures<Pair> pairs;
  private final Failures<String> addresses;

  FailedSignIns(Clock clock) {
    this.pairs = new Failures<>(OF_PAIR, clock);
    this.addresses = new Failures<>(OF_ADDRESS, clock);
  }

  private record Pair(String name, String network) {}

  /**
   * Lets a try in, or says how long it is too early. What is let in is told to {@link #succeeded}
   * or {@link #takenBack}, or else has failed.
   */
  synchronized Optional<Duration> admit(String name, String address) {
    Pair pair = pair(name, address);
    Optional<Duration> early = pairs.wait(pair).or(() -> addresses.wait(pair.network()));
    if (early.isEmpty()) {
      pairs.add(pair);
      addresses.add(pair.network());
    }
    return early;
  }

  /** The password was right: what failed before was its owner's. */
  synchronized void succeeded(String name, String address) {
    Pair pair = pair(name, address);
    pairs.forget(pair);
    addresses.takeBack(pair.network());
  }

  /** Nothing was checked after all. */
  synchronized void takenBack(String name, String address) {
    Pair pair = pair(name, address);
    pairs.takeBack(pair);
    addresses.takeBack(pair.network());
  }

  private static Pair pair(String name, String address) {
    // A long name must not be a way to fill the memory.
    String bounded = name.length() > UserAccount.MAX_NAME_LENGTH ? "" : name;
    return new Pair(bounded, Network.of(address));
  }
}
