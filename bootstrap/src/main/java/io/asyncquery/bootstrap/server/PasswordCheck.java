package io.asyncquery.bootstrap.server;

import static java.lang.System.Logger.Level.ERROR;

import io.asyncquery.application.execution.Scheduler;
import io.asyncquery.rest.security.GuessablePasswords;
import io.asyncquery.rest.security.PasswordHash;
import io.asyncquery.rest.security.UserAccount;
import io.asyncquery.storage.tokens.SqliteTokenStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Finds users whose passwords everybody guesses. A guess takes as long as a hash does, so all of
 * them would hold up the start for seconds: they are tried once for each hash, beside the requests
 * of the first server that has it, and what was found is kept. That server then stops, and no other
 * starts. Until it is found, such a password opens nothing all the same: who signs in with it tells
 * it.
 */
final class PasswordCheck implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(PasswordCheck.class.getName());

  private static final String KIND = "password";
  private static final String SOUND = "sound ";
  private static final String GUESSED = "guessed ";

  /** Lets the first queries by, which have more to wait for than usual: a guess takes a core. */
  private static final Duration DELAY = Duration.ofSeconds(15);

  /** How much longer nothing is tried than a guess took: exports want all cores. */
  private static final int REST = 30;

  private record Guess(UserAccount account, String password, boolean isLast) {}

  private final List<UserAccount> accounts;
  private final SqliteTokenStore kept;
  private final Scheduler scheduler;
  private volatile boolean closed;

  PasswordCheck(List<UserAccount> accounts, SqliteTokenStore kept, Scheduler scheduler) {
    this.accounts = List.copyOf(accounts);
    this.kept = kept;
    this.scheduler = scheduler;
  }

  /**
   * @throws StartException where an earlier server has found a password that is still there
   */
  void requireNoneFound() throws StartException {
    Map<String, String> notes = kept.notes(KIND);
    for (UserAccount account : accounts) {
      if ((GUESSED + digest(account)).equals(notes.get(account.name()))) {
        throw new StartException(sentence(account));
      }
    }
  }

  /**
   * Tries what has not been tried yet.
   *
   * @param found hears what to tell the operator
   */
  void begin(CompletableFuture<String> found) {
    Map<String, String> notes = kept.notes(KIND);
    List<UserAccount> untried =
        accounts.stream()
            .filter(account -> !(SOUND + digest(account)).equals(notes.get(account.name())))
            .toList();
    Iterator<Guess> guesses = untried.stream().flatMap(PasswordCheck::guesses).iterator();
    if (guesses.hasNext()) {
      var _ = scheduler.after(DELAY, () -> tryNext(guesses, found));
    }
  }

  private static Stream<Guess> guesses(UserAccount account) {
    List<String> all = List.copyOf(GuessablePasswords.guesses(account.name()));
    return all.stream().map(one -> new Guess(account, one, one.equals(all.getLast())));
  }

  private void tryNext(Iterator<Guess> guesses, CompletableFuture<String> found) {
    LowPriority.take();
    long begin = scheduler.nanoTime();
    Guess guess = guesses.next();
    UserAccount account = guess.account();
    if (PasswordHash.matches(guess.password(), account.passwordHash())) {
      note(account, GUESSED);
      LOG.log(ERROR, "{0}. The server stops", sentence(account));
      found.complete(sentence(account));
      return;
    }
    if (guess.isLast()) {
      note(account, SOUND);
    }
    if (guesses.hasNext() && !closed) {
      Duration taken = Duration.ofNanos(scheduler.nanoTime() - begin);
      var _ = scheduler.after(taken.multipliedBy(REST), () -> tryNext(guesses, found));
    }
  }

  private void note(UserAccount account, String result) {
    Map<String, String> notes = new HashMap<>(kept.notes(KIND));
    notes.put(account.name(), result + digest(account));
    kept.putNotes(KIND, notes);
  }

  private static String sentence(UserAccount account) {
    return "User [%s] has a password that everybody guesses: choose another and put its hash, from"
            .formatted(account.name())
        + " `asyncquery hash-password`, in the configuration";
  }

  /** Of the hash and of what is guessed, so that longer lists are tried anew. */
  private static String digest(UserAccount account) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      String tried = account.passwordHash() + GuessablePasswords.guesses(account.name());
      return HexFormat.of().formatHex(sha256.digest(tried.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    scheduler.close();
  }
}
