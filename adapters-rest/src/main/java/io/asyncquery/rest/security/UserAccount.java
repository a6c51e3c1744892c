package io.asyncquery.rest.security;

import io.asyncquery.domain.Caller;
import io.asyncquery.domain.Grants;

/**
 * Somebody who may sign in.
 *
 * @param passwordHash of bcrypt, such as {@link PasswordHash} makes
 */
public record UserAccount(String name, String passwordHash, boolean administrator, Grants grants) {

  /** In characters. */
  public static final int MAX_NAME_LENGTH = 255;

  public UserAccount {
    if (name.isBlank() || name.indexOf(':') >= 0 || name.length() > MAX_NAME_LENGTH) {
      throw new IllegalArgumentException(
          "A user has a name of at most %d characters without a colon, not [%s]: HTTP Basic needs it so"
              .formatted(MAX_NAME_LENGTH, name));
    }
    PasswordHash.costOf(passwordHash);
  }

  /** Who may query every project. */
  public UserAccount(String name, String passwordHash, boolean administrator) {
    this(name, passwordHash, administrator, Grants.EVERYWHERE);
  }

  /** As whom this user calls. */
  public Caller caller() {
    return new Caller(name, administrator, grants);
  }

  @Override
  public String toString() {
    return "UserAccount[name=" + name + ", administrator=" + administrator + ", " + grants + "]";
  }
}
