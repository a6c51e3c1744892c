package io.asyncquery.bootstrap.config;

import io.asyncquery.domain.Grants;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.ProjectRole;
import io.asyncquery.domain.VisibleTables;
import io.asyncquery.rest.security.UserAccount;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A user of the server. */
public record UserSection(
    @Setting("The bcrypt hash of the password, as `asyncquery hash-password` prints it.")
        String passwordHash,
    @Setting(
            value =
                "Whether the user may use every project, and see, fetch, stop and delete the"
                    + " queries of everybody.",
            defaultsTo = "false")
        boolean administrator,
    @Setting(
            value =
                "What the user may do, by project: query, admin, or a section. The name '*' stands"
                    + " for every project not named, and grants query alone. Of other projects the"
                    + " user learns nothing.",
            absence = "none, but for an administrator")
        Optional<Map<String, GrantSection>> grants) {

  /** Stands for every project that is not named. */
  static final String EVERY_OTHER = "*";

  public UserSection {
    grants = grants.map(Map::copyOf);
    var _ = new UserAccount("anybody", passwordHash, administrator);
    requireSound(administrator, grants);
  }

  /**
   * @throws IllegalArgumentException where the grants contradict themselves
   */
  static void requireSound(boolean administrator, Optional<Map<String, GrantSection>> grants) {
    Optional<GrantSection> everyOther = grants.map(given -> given.get(EVERY_OTHER));
    if (everyOther.filter(grant -> grant.role() == ProjectRole.ADMIN).isPresent()) {
      throw new IllegalArgumentException(
          "grants admin to ['*'], which can be query alone; [administrator] makes an administrator"
              + " of everything");
    }
    if (everyOther.flatMap(GrantSection::tables).isPresent()) {
      throw new IllegalArgumentException(
          "restricts [tables] for ['*']: tables are those of one project, so name it");
    }
    if (administrator && grants.stream().anyMatch(UserSection::isRestricted)) {
      throw new IllegalArgumentException(
          "restricts the [tables] of an [administrator], who sees everything; take one of them"
              + " away");
    }
  }

  /**
   * @throws IllegalArgumentException where nobody can be called {@code name}
   */
  UserAccount account(String name) {
    return new UserAccount(name, passwordHash, administrator, projects(grants));
  }

  private static boolean isRestricted(Map<String, GrantSection> grants) {
    return grants.values().stream().anyMatch(grant -> grant.tables().isPresent());
  }

  static Grants projects(Optional<Map<String, GrantSection>> grants) {
    Map<ProjectName, ProjectRole> byProject = new HashMap<>();
    Map<ProjectName, VisibleTables.Only> restricted = new HashMap<>();
    Map<String, GrantSection> given = grants.orElseGet(Map::of);
    given.forEach((project, grant) -> {
      if (!project.equals(EVERY_OTHER)) {
        ProjectName name = new ProjectName(project);
        byProject.put(name, grant.role());
        grant.visible().ifPresent(tables -> restricted.put(name, tables));
      }
    });
    return new Grants(byProject, given.containsKey(EVERY_OTHER), restricted);
  }

  @Override
  public String toString() {
    return "UserSection[administrator=" + administrator + ", grants=" + grants + "]";
  }
}
