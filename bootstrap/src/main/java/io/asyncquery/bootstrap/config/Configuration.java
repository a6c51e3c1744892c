package io.asyncquery.bootstrap.config;

import io.asyncquery.application.Policy;
import io.asyncquery.application.execution.GrantPolicy;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.Limits;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.rest.security.UserAccount;
import io.asyncquery.sql.ProjectDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The whole configuration of a server. */
public record Configuration(
    @Setting("Where the server listens.") ServerSection server,
    @Setting("Where the server keeps what must survive a restart.") StorageSection storage,
    @Setting("How long finished queries are kept.") RetentionSection retention,
    @Setting("How queries share the machine.") ExecutionSection execution,
    @Setting("How far each query may go, whatever its project.") LimitsSection limits,
    @Setting("What the embedded engine, DuckDB, may use of the machine.") EngineSection engine,
    @Setting("What the log tells.") LoggingSection logging,
    @Setting("What is kept of who did what.") AuditSection audit,
    @Setting("Who may use the server, by user name.") Map<String, UserSection> users,
    @Setting(
            value = "Sign-in by tokens of an OpenID Connect provider, besides that of users.",
            absence = "none")
        Optional<OidcSection> oidc,
    @Setting("What can be queried, by the name that requests give as project.")
        Map<String, ProjectSection> projects) {

  public Configuration {
    server.requireProtection();
    users = Map.copyOf(users);
    projects = Map.copyOf(projects);
    users.forEach((name, user) -> user.account(name));
    projects.keySet().forEach(ProjectName::new);
    for (Map.Entry<String, UserSection> user : users.entrySet()) {
      requireProjects("user [" + user.getKey() + "]", user.getValue().grants(), projects.keySet());
    }
    for (Map.Entry<String, OidcGroupSection> group :
        oidc.map(OidcSection::groups).orElseGet(Map::of).entrySet()) {
      requireProjects(
          "group [" + group.getKey() + "]", group.getValue().grants(), projects.keySet());
    }
  }

  private static void requireProjects(
      String whom, Optional<Map<String, GrantSection>> grants, Set<String> projects) {
    for (String granted : grants.orElseGet(Map::of).keySet()) {
      if (!granted.equals(UserSection.EVERY_OTHER) && !projects.contains(granted)) {
        throw new IllegalArgumentException(
            "grants %s the project [%s], which is not there; %s"
                .formatted(whom, granted, Suggestion.of(granted, projects)));
      }
    }
  }

  public List<UserAccount> accounts() {
    return users.entrySet().stream().map(user -> user.getValue().account(user.getKey())).toList();
  }

  /** What the operator allows. */
  public Policy policy() {
    return new Policy(this::limitsOf, execution.caps(), retention.retention(), grants());
  }

  /** Of a user who is not configured any more, no query runs. */
  private GrantPolicy grants() {
    Map<String, Caller> callers = new HashMap<>();
    accounts().forEach(account -> callers.put(account.name(), account.caller()));
    return (submitter, project) ->
        Optional.ofNullable(callers.get(submitter)).flatMap(caller -> caller.visible(project));
  }

  private Limits limitsOf(ProjectName project) {
    return Optional.ofNullable(projects.get(project.value()))
        .map(section -> section.limits().limits().tightest(limits.limits()))
        .orElseGet(limits::limits);
  }

  public List<ProjectDefinition> definitions() {
    return projects.entrySet().stream()
        .map(project -> project.getValue().definition(project.getKey()))
        .toList();
  }
}
