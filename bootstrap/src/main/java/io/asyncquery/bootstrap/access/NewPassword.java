package io.asyncquery.bootstrap.access;

import io.asyncquery.bootstrap.terminal.Terminal;
import io.asyncquery.bootstrap.terminal.UsageException;
import io.asyncquery.rest.security.GuessablePasswords;
import io.asyncquery.rest.security.PasswordHash;
import java.io.IOException;

/** Asks for a password to be. It is never an argument: others could read that. */
public final class NewPassword {

  private NewPassword() {}

  /**
   * The hash of what is typed, twice where a person types.
   *
   * @param user whose it is to be, or nothing where that is not said
   * @throws UsageException the password cannot be used
   */
  public static String ask(Terminal terminal, String user) throws UsageException, IOException {
    String password = terminal.readSecret("Password: ").orElse("");
    if (terminal.person().isPresent()
        && !password.equals(terminal.readSecret("The same again: ").orElse(""))) {
      throw new UsageException("The two are not the same");
    }
    if (!password.isEmpty() && GuessablePasswords.contain(user, password)) {
      throw new UsageException("Everybody guesses this password: choose another");
    }
    try {
      return PasswordHash.of(password, PasswordHash.DEFAULT_COST);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e);
    }
  }
}
