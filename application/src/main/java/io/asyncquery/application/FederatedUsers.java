package io.asyncquery.application;

import io.asyncquery.application.execution.GrantPolicy;
import io.asyncquery.application.port.AuditEvent;
import io.asyncquery.application.port.AuditLog;
import io.asyncquery.application.port.GroupStore;
import io.asyncquery.application.port.GroupStore.Membership;
import io.asyncquery.application.upkeep.Expiring;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.Grants;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.VisibleTables;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Users whom a provider vouches for. What they may is said by their groups, of which those of their
 * latest token are kept: a query begins after the token was sent, maybe after a restart. They are
 * forgotten when they were of no use for long.
 *
 * <p>Their names here begin with {@link #PREFIX}, and those of configured users hold no colon, so
 * that nobody is ever taken for the other.
 */
public final class FederatedUsers implements GrantPolicy, Expiring {

  public static final String PREFIX = "oidc:";

  /** After the latest token; longer while a query of the user waits or runs. */
  public static final Duration KEPT = Duration.ofDays(30);

  /** What is written of somebody who comes often is this exact. */
  private static final Duration PRECISION = Duration.ofDays(1);

  /** In no group, which need not be kept. */
  private static final Membership UNKNOWN = new Membership(Set.of(), Instant.MAX);

  private static final int REMEMBERED = 10_000;

  private final Map<String, GroupRole> roles;
  private final GroupStore store;
  private final AuditLog audit;
  private final Clock clock;

  /** What the store holds, so that it is not asked at each request. */
  private final Map<String, Membership> known =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Membership> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @param roles by group; other groups give nothing
   * @param audit hears of users whose groups change
   */
  public FederatedUsers(
      Map<String, GroupRole> roles, GroupStore store, AuditLog audit, Clock clock) {
    this.clock = clock;
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
        ? caller(submitter, membership(submitter).groups()).visible(project)
        : Optional.empty();
  }

  private synchronized void keep(String user, Set<String> groups) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Membership before = membership(user);
    boolean same = groups.equals(before.groups());
    if (same && before.seen().isAfter(now.minus(PRECISION))) {
      known.put(user, before);
      return;
    }
    Membership latest = new Membership(groups, now);
    store.put(user, latest);
    if (!same) {
      audit.record(
          new AuditEvent.GrantChanged(
              user, "provider", "user " + user, inWords(before.groups()), inWords(groups)));
    }
    known.put(user, latest);
  }

  @Override
  public synchronized void expire(Instant now, Supplier<Set<String>> submitters) {
    Instant before = now.truncatedTo(ChronoUnit.SECONDS).minus(KEPT);
    Set<String> unused = new HashSet<>(store.notSeenSince(before));
    if (!unused.isEmpty()) {
      unused.removeAll(submitters.get());
      store.forget(unused);
      known.keySet().removeAll(unused);
    }
  }

  private static String inWords(Set<String> groups) {
    return groups.stream().sorted().collect(Collectors.joining(", "));
  }

  private synchronized Membership membership(String user) {
    return Optional.ofNullable(known.get(user)).or(() -> store.membership(user)).orElse(UNKNOWN);
  }

  private Caller caller(String user, Set<String> groups) {
    List<GroupRole> given = groups.stream().map(roles::get).filter(Objects::nonNull).toList();
    return new Caller(
        user,
        given.stream().anyMatch(GroupRole::administrator),
        given.stream().map(GroupRole::grants).reduce(Grants.NONE, Grants::and));
  }
}
