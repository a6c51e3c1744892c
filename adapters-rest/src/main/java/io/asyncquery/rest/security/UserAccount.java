package io.asyncquery.rest.security;

import io.asyncquery.domain.Caller;

/**
 * Somebody who may sign in.
 *
 * @param passwordHash of bcrypt, such as {@link PasswordHash} makes
 */
public record UserAccount(String name, String passwordHash, boolean administrator) {

  public UserAccount {
    if (name.isBlank() || name.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "A user has a name without a colon, not [" + name + "]: HTTP Basic needs it so");
    }
    PasswordHash.costOf(passwordHash);
  }

  Caller caller() {
    return new Caller(name, administrator);
  }

  @Override
  public String toString() {
    return "UserAccount[name=" + name + ", administrator=" + administrator + "]";
  }
}
