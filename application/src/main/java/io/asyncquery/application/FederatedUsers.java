package io.asyncquery.application;

import io.asyncquery.application.execution.GrantPolicy;
import io.asyncquery.application.port.AuditEvent;
import io.asyncquery.application.port.AuditLog;
import io.asyncquery.application.port.GroupStore;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.Grants;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.VisibleTables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Users whom a provider vouches for. What they may is said by their groups, of which those of their
 * latest token are kept: a query begins after the token was sent, maybe after a restart.
 *
 * <p>Their names here begin with {@link #PREFIX}, and those of configured users hold no colon, so
 * that nobody is ever taken for the other.
 */
public final class FederatedUsers implements GrantPolicy {

  public static final String PREFIX = "oidc:";

  private static final int REMEMBERED = 10_000;

  private final Map<String, GroupRole> roles;
  private final GroupStore store;
  private final AuditLog audit;

  /** What the store holds, so that it is not asked at each request. */
  private final Map<String, Set<String>> known =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @param roles by group; other groups give nothing
   * @param audit hears of users whose groups change
   */
  public FederatedUsers(Map<String, GroupRole> roles, GroupStore store, AuditLog audit) {
    this.audit = audit;
    this.roles = Map.copyOf(roles);
    this.store = store;
  }

  /** What the members of a group may. */
  public record GroupRole(boolean administrator, Grants grants) {}

  /** The caller that a token stands for, whose groups are kept. */
  public Caller signedIn(String name, Set<String> groups) {
    String user = PREFIX + name;
    Set<String> counting =
        groups.stream().filter(roles::containsKey).collect(Collectors.toUnmodifiableSet());
    keep(user, counting);
    return caller(user, counting);
  }

  @Override
  public Optional<VisibleTables> visible(String submitter, ProjectName project) {
    return submitter.startsWith(PREFIX)
        ? caller(submitter, groups(submitter)).visible(project)
        : Optional.empty();
  }

  private synchronized void keep(String user, Set<String> groups) {
    if (groups.equals(known.get(user))) {
      return;
    }
    Set<String> before = groups(user);
    if (!groups.equals(before)) {
      store.put(user, groups);
      audit.record(
          new AuditEvent.GrantChanged(
              user, "provider", "user " + user, inWords(before), inWords(groups)));
    }
    known.put(user, groups);
  }

  private static String inWords(Set<String> groups) {
    return groups.stream().sorted().collect(Collectors.joining(", "));
  }

  private synchronized Set<String> groups(String user) {
    return Optional.ofNullable(known.get(user)).orElseGet(() -> store.groupsOf(user));
  }

  private Caller caller(String user, Set<String> groups) {
    List<GroupRole> given = groups.stream().map(roles::get).filter(Objects::nonNull).toList();
    return new Caller(
        user,
        given.stream().anyMatch(GroupRole::administrator),
        given.stream().map(GroupRole::grants).reduce(Grants.NONE, Grants::and));
  }
}
