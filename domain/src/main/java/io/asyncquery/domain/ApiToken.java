package io.asyncquery.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a program signs in with in a user's stead. The secret itself is nowhere: only its hash is
 * kept, beside this.
 *
 * @param id names the token where it is listed and revoked; no secret
 * @param user whose rights it has, within its scope
 * @param label what its owner calls it
 * @param projects the only ones it is for, where it is not for all of its user's
 * @param expiresAt from then on it opens nothing
 */
public record ApiToken(
    String id,
    String user,
    String label,
    TokenScope scope,
    Optional<Set<ProjectName>> projects,
    Instant createdAt,
    Instant expiresAt) {

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8,32}");

  public ApiToken {
    projects = projects.map(Set::copyOf);
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("[" + id + "] is no id of a token");
    }
    if (!createdAt.isBefore(expiresAt)) {
      throw new IllegalArgumentException(
          "A token ends after it begins, not at [" + expiresAt + "]");
    }
  }

  public boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt);
  }
}
