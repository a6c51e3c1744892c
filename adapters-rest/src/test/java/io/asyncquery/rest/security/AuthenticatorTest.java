package io.asyncquery.rest.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.testdata.Concurrently;
import io.asyncquery.application.testdata.SettableClock;
import io.asyncquery.domain.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticatorTest {

  private static final UserAccount ANN =
      new UserAccount("ANN", PasswordHash.of("s\u00e9same", PasswordHash.MIN_COST), true);
  private static final Authenticator.Outcome REFUSED = new Authenticator.Unknown();

  private final SettableClock clock = new SettableClock();
  private final Authenticator authenticator = new Authenticator(List.of(ANN), clock);

  @Test
  void the_right_password_gives_the_caller() {
    assertEquals(
        new Authenticator.Known(new Caller("ANN", true)),
        authenticator.authenticate("ANN", "s\u00e9same", "192.0.2.1"));
  }

  @Test
  void any_other_name_or_password_is_refused() {
    assertEquals(REFUSED, authenticator.authenticate("ANN", "sesame", "192.0.2.1"));
    assertEquals(REFUSED, authenticator.authenticate("ANN", "", "192.0.2.1"));
    assertEquals(
        REFUSED, authenticator.authenticate("ANN", "s\u00e9same\0s\u00e9same", "192.0.2.1"));
    assertEquals(REFUSED, authenticator.authenticate("ann", "s\u00e9same", "192.0.2.1"));
    assertEquals(REFUSED, authenticator.authenticate("ANNs", "\u00e9same", "192.0.2.1"));
    assertEquals(REFUSED, authenticator.authenticate("", "", "192.0.2.1"));
  }

  @Test
  void an_empty_password_opens_nothing_not_even_with_its_own_hash() {
    String hashOfNothing = "$2a$10$eC.xZhv0RScKfNL.vyGuU.kgJW2IsaACDRmR5.h7R3aRM7LL2v8du";
    UserAccount open = new UserAccount("ANN", hashOfNothing, true);

    assertEquals(
        REFUSED, new Authenticator(List.of(open), clock).authenticate("ANN", "", "192.0.2.1"));
  }

  @Test
  void without_accounts_everybody_is_refused() {
    assertEquals(
        REFUSED,
        new Authenticator(List.of(), clock).authenticate("ANN", "s\u00e9same", "192.0.2.1"));
  }

  /** As many as a client opens connections; one by one they would be more than may wait. */
  @Test
  void many_calls_with_the_same_credentials_are_checked_once() throws Exception {
    List<Authenticator.Outcome> outcomes =
        Concurrently.run(
            64, _ -> () -> authenticator.authenticate("ANN", "s\u00e9same", "192.0.2.1"));

    assertEquals(
        Collections.nCopies(64, new Authenticator.Known(new Caller("ANN", true))), outcomes);
    assertEquals(
        Collections.nCopies(64, REFUSED),
        Concurrently.run(64, _ -> () -> authenticator.authenticate("ANN", "guess", "192.0.2.1")));
  }

  @Test
  void a_right_password_is_not_hashed_again_for_a_while() {
    UserAccount slow = new UserAccount("BEN", PasswordHash.of("ben", 12), false);
    Authenticator remembering = new Authenticator(List.of(slow), Clock.systemUTC());
    remembering.authenticate("BEN", "ben", "192.0.2.1");
    // Each hash of this cost takes some two tenths of a second.
    assertTimeout(
        Duration.ofSeconds(10),
        () -> {
          for (int i = 0; i < 1_000; i++) {
            assertEquals(
                new Authenticator.Known(new Caller("BEN", false)),
                remembering.authenticate("BEN", "ben", "192.0.2.1"));
          }
        });
  }

  @Test
  void who_guesses_is_slowed_and_the_owner_elsewhere_is_not() {
    guess("ANN", "192.0.2.66", 10);

    assertEquals(
        new Authenticator.Slowed(Duration.ofSeconds(1)),
        authenticator.authenticate("ANN", "s\u00e9same", "192.0.2.66"));
    assertInstanceOf(
        Authenticator.Known.class, authenticator.authenticate("ANN", "s\u00e9same", "192.0.2.1"));
  }

  @Test
  void who_was_right_since_the_start_is_not_slowed_even_beside_who_guesses() {
    authenticator.authenticate("ANN", "s\u00e9same", "192.0.2.1");
    clock.advance(Duration.ofHours(1));
    guess("ANN", "192.0.2.66", 10);

    assertInstanceOf(
        Authenticator.Known.class, authenticator.authenticate("ANN", "s\u00e9same", "192.0.2.66"));
  }

  @Test
  void a_right_password_after_the_wait_lets_in_and_forgets_what_failed() {
    guess("ANN", "192.0.2.1", 10);
    clock.advance(Duration.ofSeconds(1));
    assertInstanceOf(
        Authenticator.Known.class, authenticator.authenticate("ANN", "s\u00e9same", "192.0.2.1"));

    guess("ANN", "192.0.2.1", 10);
  }

  @Test
  void a_password_that_the_world_knows_opens_nothing() {
    Authenticator refusing =
        new Authenticator(
            List.of(ANN), clock, (user, password) -> (user + password).equals("ANNs\u00e9same"));

    assertEquals(REFUSED, refusing.authenticate("ANN", "s\u00e9same", "192.0.2.1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "KYLIN",
        "kylin",
        "Admin",
        "MODELER",
        "password",
        "changeme",
        "ann",
        "ANN"
      })
  void everybody_guesses_these(String password) {
    assertTrue(GuessablePasswords.contain("ann", password));
    assertFalse(GuessablePasswords.contain("ann", password + " and more"));
  }

  /** What is refused at a sign-in in any spelling is found in its usual ones. */
  @Test
  void guesses_are_guessable() {
    for (String guess : GuessablePasswords.guesses("Ann")) {
      assertTrue(GuessablePasswords.contain("Ann", guess), guess);
    }
    assertTrue(
        GuessablePasswords.guesses("Ann").containsAll(List.of("Ann", "ann", "ANN", "KYLIN")));
  }

  private void guess(String name, String address, int times) {
    for (int i = 0; i < times; i++) {
      assertEquals(REFUSED, authenticator.authenticate(name, "guess " + i, address));
    }
  }

  @Test
  void what_is_remembered_is_forgotten_in_time() {
    RecentLogins recent = new RecentLogins(clock);
    RecentLogins.Key key = recent.key("ANN", "s\u00e9same");
    recent.remember(key, new Caller("ANN", true));
    clock.advance(Duration.ofSeconds(299));
    assertEquals(Optional.of(new Caller("ANN", true)), recent.find(key));
    clock.advance(Duration.ofSeconds(1));
    assertEquals(Optional.empty(), recent.find(key));
  }

  @Test
  void no_more_is_remembered_than_there_is_room_for() {
    RecentLogins recent = new RecentLogins(clock);
    for (int i = 0; i <= 1_000; i++) {
      recent.remember(recent.key("user " + i, "x"), new Caller("user " + i, false));
    }
    assertEquals(Optional.empty(), recent.find(recent.key("user 0", "x")));
    assertTrue(recent.find(recent.key("user 1", "x")).isPresent());
    assertTrue(recent.find(recent.key("user 1000", "x")).isPresent());
  }

  @Test
  void where_the_name_ends_and_the_password_begins_is_part_of_what_is_remembered() {
    RecentLogins recent = new RecentLogins(clock);
    recent.remember(recent.key("ANN", "Ased"), new Caller("ANN", true));
    assertEquals(Optional.empty(), recent.find(recent.key("ANNA", "sed")));
    assertEquals(Optional.empty(), new RecentLogins(clock).find(recent.key("ANN", "Ased")));
  }

  @Test
  void nothing_tells_a_hash_or_a_password() {
    assertFalse(ANN.toString().contains(ANN.passwordHash()));
    Credentials credentials = Credentials.parse("Basic QURNSU46S1lMSU4=").orElseThrow();
    assertEquals("KYLIN", credentials.password());
    assertFalse(credentials.toString().contains("KYLIN"));
  }

  @Test
  void a_hash_has_the_cost_asked_for_and_another_salt_each_time() {
    String hash = PasswordHash.of("x", 11);
    assertEquals(11, PasswordHash.costOf(hash));
    assertFalse(hash.equals(PasswordHash.of("x", 11)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$2y$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
        "$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
        "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
      })
  void hashes_that_other_programs_made_are_understood(String hash) {
    assertEquals(10, PasswordHash.costOf(hash));
    assertFalse(PasswordHash.matches("wrong", hash));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2a", "2b", "2y"})
  void a_hash_that_the_c_library_made_is_matched(String version) {
    String hash = "$" + version + "$10$abcdefghijklmnopqrstuuz7CvNmsJgFaYfrstUFNQdHmEZdK.j4q";
    assertTrue(PasswordHash.matches("KYLIN", hash));
    assertFalse(PasswordHash.matches("KYLIN ", hash));
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 21, 0, -1})
  void a_cost_out_of_range_is_refused(int cost) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> PasswordHash.of("x", cost)).getMessage();
    assertEquals("The cost must be 10 to 20, not [" + cost + "]", message);
  }

  @Test
  void a_password_bcrypt_cannot_tell_from_another_is_refused() {
    for (String password : new String[] {"", "x".repeat(72), "\u00e9".repeat(36), "a\0b"}) {
      assertThrows(IllegalArgumentException.class, () -> PasswordHash.of(password, 10));
    }
    String longest = "x".repeat(71);
    String hash = PasswordHash.of(longest, 10);
    assertTrue(PasswordHash.matches(longest, hash));
    assertFalse(PasswordHash.matches(longest + "x", hash));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "KYLIN", "{noop}KYLIN", "$2a$10$short", "$1$salt$hash"})
  void an_account_needs_a_hash(String hash) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new UserAccount("ANN", hash, false))
            .getMessage();
    assertEquals(
        "A password is kept as a bcrypt hash, such as `asyncquery hash-password` prints; this is"
            + " none",
        message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a:b"})
  void an_account_needs_a_name_that_basic_can_send(String name) {
    assertThrows(
        IllegalArgumentException.class, () -> new UserAccount(name, ANN.passwordHash(), false));
  }
}
