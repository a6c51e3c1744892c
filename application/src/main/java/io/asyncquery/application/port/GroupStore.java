package io.asyncquery.application.port;

import java.util.Set;

/**
 * Keeps the groups of users whom a provider vouches for. What {@link #put} has done is durable when
 * it returns; a fault of the store is a {@link StoreException}.
 */
public interface GroupStore {

  /** Keeps {@code groups} in the place of those before. */
  void put(String user, Set<String> groups);

  /** Those kept last; none of somebody unknown. */
  Set<String> groupsOf(String user);
}
