package io.asyncquery.bootstrap.server;

import io.asyncquery.rest.security.Authenticator;
import io.asyncquery.rest.security.UserAccount;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Finds the password that the world knows, that of the demo, where it would open the whole server:
 * with administrators, and with the user that has it there. A guess takes as long as a hash does,
 * so not everybody is tried.
 */
public final class DefaultPasswords {

  public static final String USER = "ADMIN";
  public static final String PASSWORD = "KYLIN";

  private DefaultPasswords() {}

  /** What to tell the operator, where there is such a user. */
  public static Optional<String> find(List<UserAccount> accounts, Clock clock) {
    List<UserAccount> suspects =
        accounts.stream()
            .filter(account -> account.administrator() || account.name().equalsIgnoreCase(USER))
            .toList();
    Authenticator authenticator = new Authenticator(suspects, clock);
    return suspects.parallelStream()
        .map(UserAccount::name)
        .filter(name -> isKnown(authenticator, name, PASSWORD) || isKnown(authenticator, name, ""))
        .findFirst()
        .map(name ->
            "User ["
                + name
                + "] has the default password or an empty one: choose another and put its hash,"
                + " from `asyncquery hash-password`, in the configuration");
  }

  private static boolean isKnown(Authenticator authenticator, String name, String password) {
    return authenticator.authenticate(name, password) instanceof Authenticator.Known;
  }
}
