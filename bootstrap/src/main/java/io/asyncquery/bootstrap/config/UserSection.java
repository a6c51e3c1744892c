package io.asyncquery.bootstrap.config;

import io.asyncquery.rest.security.UserAccount;

/** A user of the server. */
public record UserSection(
    @Setting("The bcrypt hash of the password, as `asyncquery hash-password` prints it.")
        String passwordHash,
    @Setting(
            value =
                "Whether the user may see, fetch and delete the queries of everybody, not only"
                    + " their own.",
            defaultsTo = "false")
        boolean administrator) {

  public UserSection {
    var _ = new UserAccount("anybody", passwordHash, administrator);
  }

  /**
   * @throws IllegalArgumentException where nobody can be called {@code name}
   */
  UserAccount account(String name) {
    return new UserAccount(name, passwordHash, administrator);
  }

  @Override
  public String toString() {
    return "UserSection[administrator=" + administrator + "]";
  }
}
