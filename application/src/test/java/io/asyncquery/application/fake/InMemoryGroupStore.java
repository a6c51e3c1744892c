package io.asyncquery.application.fake;

import io.asyncquery.application.port.GroupStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Groups in a map. */
public final class InMemoryGroupStore implements GroupStore {

  private final Map<String, Membership> memberships = new HashMap<>();

  @Override
  public synchronized void put(String user, Membership membership) {
    memberships.put(user, membership);
  }

  @Override
  public synchronized Optional<Membership> membership(String user) {
    return Optional.ofNullable(memberships.get(user));
  }

  @Override
  public synchronized Set<String> notSeenSince(Instant time) {
    return memberships.entrySet().stream()
        .filter(entry -> entry.getValue().seen().isBefore(time))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  @Override
  public synchronized void forget(Set<String> users) {
    memberships.keySet().removeAll(users);
  }
}
