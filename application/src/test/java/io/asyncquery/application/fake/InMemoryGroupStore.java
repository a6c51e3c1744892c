package io.asyncquery.application.fake;

import io.asyncquery.application.port.GroupStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Groups in a map. */
public final class InMemoryGroupStore implements GroupStore {

  private final Map<String, Set<String>> groups = new HashMap<>();

  @Override
  public synchronized void put(String user, Set<String> theirs) {
    groups.put(user, Set.copyOf(theirs));
  }

  @Override
  public synchronized Set<String> groupsOf(String user) {
    return groups.getOrDefault(user, Set.of());
  }
}
