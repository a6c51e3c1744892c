package io.asyncquery.bootstrap.server;

import io.asyncquery.rest.security.Authenticator;
import io.asyncquery.rest.security.UserAccount;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Finds the password that the world knows, that of the demo, where it would open much: with
 * administrators, of a project too, and with the user that has it there. A guess takes as long as a
 * hash does, so not everybody is tried before the start: all others are tried {@linkplain
 * PasswordCheck beside it}, and open nothing till then.
 */
public final class DefaultPasswords {

  public static final String USER = "ADMIN";
  public static final String PASSWORD = "KYLIN";

  private DefaultPasswords() {}

  /** What to tell the operator, where there is such a user. */
  public static Optional<String> find(List<UserAccount> accounts, Clock clock) {
    List<UserAccount> suspects =
        accounts.stream()
            .filter(account ->
                account.administrator()
                    || !account.grants().administered().isEmpty()
                    || account.name().equalsIgnoreCase(USER))
            .toList();
    Authenticator authenticator = new Authenticator(suspects, clock);
    return suspects.stream()
        .map(UserAccount::name)
        .filter(name ->
            authenticator.authenticate(name, PASSWORD, "the start") instanceof Authenticator.Known)
        .findFirst()
        .map(name ->
            "User ["
                + name
                + "] has the password of the demo, which the world knows: choose another and"
                + " put its hash, from `asyncquery hash-password`, in the configuration");
  }
}
