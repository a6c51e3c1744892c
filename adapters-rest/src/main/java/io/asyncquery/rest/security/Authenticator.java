package io.asyncquery.rest.security;

import io.asyncquery.domain.Caller;
import io.asyncquery.domain.TokenScope;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells who calls. A wrong guess costs what the password's hash costs, for an unknown name too, and
 * after some of them the next is slowed; a right one is remembered for a while. No more hashes are
 * computed at a time than leave the machine a core for other work.
 */
public final class Authenticator {

  /** Different credentials that may wait for a hash; beyond, a caller is asked to come back. */
  private static final int MAX_WAITING = 16;

  private final Map<String, UserAccount> accounts;
  private final String nobodysHash;
  private final BiPredicate<String, String> worthless;
  private final FailedSignIns failed;
  private final RecentLogins recent;

  /** The latest right credentials of each account: whoever brings them is never slowed. */
  private final Map<String, RecentLogins.Key> right = new ConcurrentHashMap<>();

  private final Map<RecentLogins.Key, CompletableFuture<Outcome>> inCheck =
      new ConcurrentHashMap<>();
  private final Semaphore hashing =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), true);

  public Authenticator(Collection<UserAccount> accounts, Clock clock) {
    this(accounts, clock, (_, _) -> false);
  }

  /**
   * @param worthless whether, of a user by name, a password opens nothing though it is right
   */
  public Authenticator(
      Collection<UserAccount> accounts, Clock clock, BiPredicate<String, String> worthless) {
    this.worthless = worthless;
    this.failed = new FailedSignIns(clock);
    this.accounts =
        accounts.stream()
            .collect(Collectors.toUnmodifiableMap(UserAccount::name, Function.identity()));
    this.nobodysHash =
        nobodysHash(
            accounts.stream()
                .mapToInt(account -> PasswordHash.costOf(account.passwordHash()))
                .max()
                .orElse(PasswordHash.DEFAULT_COST));
    this.recent = new RecentLogins(clock);
  }

  /** What is known of a caller. */
  public sealed interface Outcome {}

  /** The credentials are right, and let do as much as {@code scope} says. */
  public record Known(Caller caller, TokenScope scope) implements Outcome {

    /** All that the caller may. */
    public Known(Caller caller) {
      this(caller, TokenScope.QUERY);
    }
  }

  /** They are not. */
  public record Unknown() implements Outcome {}

  /** Too many are being checked; nothing is known. */
  public record Busy() implements Outcome {}

  /** Nothing is known: the provider that vouches for them cannot be asked. */
  public record Unverifiable() implements Outcome {}

  /** Too many tries were wrong; this one was not looked at. */
  public record Slowed(Duration retryAfter) implements Outcome {}

  /**
   * Checks a name and a password.
   *
   * @param address where they come from, or any text for the program itself
   */
  public Outcome authenticate(String name, String password, String address) {
    RecentLogins.Key key = recent.key(name, password);
    Optional<Caller> remembered = recent.find(key);
    if (remembered.isPresent()) {
      return new Known(remembered.get());
    }
    // Of calls that bring the same, as a client with many connections does, one is checked.
    CompletableFuture<Outcome> ours = new CompletableFuture<>();
    CompletableFuture<Outcome> first = inCheck.putIfAbsent(key, ours);
    if (first != null) {
      return first.join();
    }
    try {
      Outcome outcome = admit(name, password, address, key);
      ours.complete(outcome);
      return outcome;
    } catch (RuntimeException | Error e) {
      ours.completeExceptionally(e);
      throw e;
    } finally {
      inCheck.remove(key);
    }
  }

  /**
   * What becomes of credentials that were wrong at the first look, such as a token: there is
   * nothing to guess, but who sends many is slowed too, so that they do not fill the audit log.
   */
  public Outcome refuse(String address) {
    return failed.admit("", address).<Outcome>map(Slowed::new).orElseGet(Unknown::new);
  }

  private Outcome admit(String name, String password, String address, RecentLogins.Key key) {
    if (key.equals(right.get(name))) {
      return check(name, password, key);
    }
    Optional<Duration> early = failed.admit(name, address);
    if (early.isPresent()) {
      return new Slowed(early.get());
    }
    Outcome outcome = check(name, password, key);
    switch (outcome) {
      case Known _ -> failed.succeeded(name, address);
      case Busy _ -> failed.takenBack(name, address);
      case Unknown _, Unverifiable _, Slowed _ -> {}
    }
    return outcome;
  }

  private Outcome check(String name, String password, RecentLogins.Key key) {
    if (hashing.getQueueLength() >= MAX_WAITING) {
      return new Busy();
    }
    hashing.acquireUninterruptibly();
    try {
      // The one that was checked before may have been found right since we looked.
      return recent
          .find(key)
          .or(() -> verify(name, password, key))
          .<Outcome>map(Known::new)
          .orElseGet(Unknown::new);
    } finally {
      hashing.release();
    }
  }

  private Optional<Caller> verify(String name, String password, RecentLogins.Key key) {
    Optional<UserAccount> account = Optional.ofNullable(accounts.get(name));
    String hash = account.map(UserAccount::passwordHash).orElse(nobodysHash);
    boolean matches = PasswordHash.matches(password, hash) && !worthless.test(name, password);
    Optional<Caller> caller = account.filter(_ -> matches).map(UserAccount::caller);
    caller.ifPresent(known -> {
      recent.remember(key, known);
      right.put(name, key);
    });
    return caller;
  }

  /** What has the form of a hash and is the hash of no password that anybody knows. */
  private static String nobodysHash(int cost) {
    byte[] random = new byte[40];
    new SecureRandom().nextBytes(random);
    String text = Base64.getEncoder().withoutPadding().encodeToString(random).replace('+', '.');
    return "$2a$%02d$%s".formatted(cost, text.substring(0, 53));
  }
}
