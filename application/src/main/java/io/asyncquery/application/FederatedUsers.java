package io.asyncquery.application;

import io.asyncquery.application.execution.GrantPolicy;
import io.asyncquery.application.port.GroupStore;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.Grants;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.ProjectRole;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
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
   */
  public FederatedUsers(Map<String, GroupRole> roles, GroupStore store) {
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
  public boolean mayQuery(String submitter, ProjectName project) {
    return submitter.startsWith(PREFIX) && caller(submitter, groups(submitter)).mayQuery(project);
  }

  private synchronized void keep(String user, Set<String> groups) {
    if (!groups.equals(known.get(user))) {
      store.put(user, groups);
      known.put(user, groups);
    }
  }

  private synchronized Set<String> groups(String user) {
    return Optional.ofNullable(known.get(user)).orElseGet(() -> store.groupsOf(user));
  }

  private Caller caller(String user, Set<String> groups) {
    boolean administrator = false;
    boolean elsewhere = false;
    Map<ProjectName, ProjectRole> byProject = new HashMap<>();
    for (String group : groups) {
      GroupRole role = roles.get(group);
      if (role != null) {
        administrator |= role.administrator();
        elsewhere |= role.grants().elsewhere();
        role.grants()
            .byProject()
            .forEach((project, more) -> byProject.merge(project, more, FederatedUsers::greater));
      }
    }
    return new Caller(user, administrator, new Grants(byProject, elsewhere));
  }

  private static ProjectRole greater(ProjectRole one, ProjectRole other) {
    return one == ProjectRole.ADMIN ? one : other;
  }
}
