package io.asyncquery.rest.security;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Passwords as bcrypt keeps them. */
public final class PasswordHash {

  /** 2 to the power of this many rounds; about a quarter of a second. */
  public static final int DEFAULT_COST = 12;

  public static final int MIN_COST = 10;
  public static final int MAX_COST = 20;

  /** In UTF-8: bcrypt knows no more. */
  public static final int MAX_PASSWORD_BYTES = 71;

  private static final Pattern FORM = Pattern.compile("\\$2[abxy]\\$(\\d{2})\\$[./A-Za-z0-9]{53}");

  private PasswordHash() {}

  /**
   * The hash of {@code password}, for the configuration.
   *
   * @param cost {@link #MIN_COST} to {@link #MAX_COST}; each step doubles the time
   * @throws IllegalArgumentException where the password or the cost cannot be used
   */
  public static String of(String password, int cost) {
    if (cost < MIN_COST || cost > MAX_COST) {
      throw new IllegalArgumentException(
          "The cost must be " + MIN_COST + " to " + MAX_COST + ", not [" + cost + "]");
    }
    if (!isUsable(password)) {
      throw new IllegalArgumentException(
          "A password has 1 to " + MAX_PASSWORD_BYTES + " bytes in UTF-8 and no NUL");
    }
    return BCrypt.withDefaults().hashToString(cost, password.toCharArray());
  }

  /** Whether {@code password} gives {@code hash}; takes its time, whatever the answer. */
  public static boolean matches(String password, String hash) {
    // What no hash can have been made of is compared all the same, so that its refusal takes as
    // long as any other.
    boolean usable = isUsable(password);
    boolean equal =
        BCrypt.verifyer().verify((usable ? password : "?").toCharArray(), hash).verified;
    return usable && equal;
  }

  /**
   * The cost {@code hash} was made with.
   *
   * @throws IllegalArgumentException where it is not a hash of bcrypt
   */
  static int costOf(String hash) {
    Matcher matcher = FORM.matcher(hash);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "A password is kept as a bcrypt hash, such as `asyncquery hash-password` prints;"
              + " this is none");
    }
    return Integer.parseInt(matcher.group(1));
  }

  private static boolean isUsable(String password) {
    return !password.isEmpty()
        && password.indexOf('\0') < 0
        && password.getBytes(StandardCharsets.UTF_8).length <= MAX_PASSWORD_BYTES;
  }
}
