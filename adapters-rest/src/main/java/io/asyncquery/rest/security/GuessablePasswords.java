package io.asyncquery.rest.security;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Passwords that are tried first by whoever tries any: those that programs come with, this one's
 * demo and Kylin among them, and the name of the user. In any case of letters.
 */
public final class GuessablePasswords {

  /** Tried at the start in these spellings, the worst first. */
  private static final List<String> KNOWN =
      List.of(
          "KYLIN",
          "ADMIN",
          "admin",
          "MODELER",
          "ANALYST",
          "password",
          "Password",
          "changeme",
          "changeit",
          "secret",
          "123456",
          "12345678",
          "123456789",
          "1234",
          "12345",
          "default",
          "root",
          "test",
          "guest",
          "user",
          "asyncquery",
          "kylin",
          "welcome",
          "letmein",
          "qwerty",
          "passw0rd",
          "P@ssw0rd");

  private static final Set<String> LOWER_CASE = lowerCase();

  private GuessablePasswords() {}

  /** Whether the password of {@code user} is one of these. */
  public static boolean contain(String user, String password) {
    return password.isBlank()
        || password.equalsIgnoreCase(user)
        || LOWER_CASE.contains(password.toLowerCase(Locale.ROOT));
  }

  /** What to try where only a hash is known, which takes its time for each: the usual spellings. */
  public static Set<String> guesses(String user) {
    Set<String> guesses = new LinkedHashSet<>(KNOWN);
    guesses.addAll(List.of(user, user.toLowerCase(Locale.ROOT), user.toUpperCase(Locale.ROOT)));
    return guesses;
  }

  private static Set<String> lowerCase() {
    Set<String> lower = new LinkedHashSet<>();
    KNOWN.forEach(password -> lower.add(password.toLowerCase(Locale.ROOT)));
    return Set.copyOf(lower);
  }
}
