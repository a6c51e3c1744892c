package io.asyncquery.application.port;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the groups of users whom a provider vouches for. What {@link #put} and {@link #forget} have
 * done is durable when they return; a fault of the store is a {@link StoreException}.
 */
public interface GroupStore {

  /** The groups of a user, as of a time in whole seconds. */
  record Membership(Set<String> groups, Instant seen) {}

  /** Keeps {@code membership} in the place of the one before. */
  void put(String user, Membership membership);

  /** The one kept last; none of somebody unknown. */
  Optional<Membership> membership(String user);

  /** Who was seen last before {@code time}. */
  Set<String> notSeenSince(Instant time);

  /** Makes {@code users} unknown. */
  void forget(Set<String> users);
}
