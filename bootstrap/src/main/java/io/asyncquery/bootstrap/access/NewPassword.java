package io.asyncquery.bootstrap.access;

import io.asyncquery.bootstrap.server.DefaultPasswords;
import io.asyncquery.bootstrap.terminal.Terminal;
import io.asyncquery.bootstrap.terminal.UsageException;
import io.asyncquery.rest.security.PasswordHash;
import java.io.IOException;

/** Asks for a password to be. It is never an argument: others could read that. */
public final class NewPassword {

  private NewPassword() {}

  /**
   * The hash of what is typed, twice where a person types.
   *
   * @throws UsageException the password cannot be used
   */
  public static String ask(Terminal terminal) throws UsageException, IOException {
    String password = terminal.readSecret("Password: ").orElse("");
    if (terminal.person().isPresent()
        && !password.equals(terminal.readSecret("The same again: ").orElse(""))) {
      throw new UsageException("The two are not the same");
    }
    if (password.equals(DefaultPasswords.PASSWORD)) {
      throw new UsageException("This password is known to the world: choose another");
    }
    try {
      return PasswordHash.of(password, PasswordHash.DEFAULT_COST);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e);
    }
  }
}
