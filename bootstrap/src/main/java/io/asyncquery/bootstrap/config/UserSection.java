package io.asyncquery.bootstrap.config;

import io.asyncquery.domain.Grants;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.ProjectRole;
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
                "What the user may do, by project: query sends queries and sees one's own; admin"
                    + " sees, fetches, stops and deletes those of everybody there besides. The name"
                    + " '*' stands for every project not named, and grants query alone. Of other"
                    + " projects the user learns nothing.",
            absence = "none, but for an administrator")
        Optional<Map<String, ProjectRole>> grants) {

  /** Stands for every project that is not named. */
  static final String EVERY_OTHER = "*";

  public UserSection {
    grants = grants.map(Map::copyOf);
    var _ = new UserAccount("anybody", passwordHash, administrator);
    requireSound(grants);
  }

  static void requireSound(Optional<Map<String, ProjectRole>> grants) {
    if (grants.map(given -> given.get(EVERY_OTHER)).filter(ProjectRole.ADMIN::equals).isPresent()) {
      throw new IllegalArgumentException(
          "grants admin to ['*'], which can be query alone; [administrator] makes an administrator"
              + " of everything");
    }
  }

  /**
   * @throws IllegalArgumentException where nobody can be called {@code name}
   */
  UserAccount account(String name) {
    return new UserAccount(name, passwordHash, administrator, projects(grants));
  }

  static Grants projects(Optional<Map<String, ProjectRole>> grants) {
    Map<ProjectName, ProjectRole> byProject = new HashMap<>();
    Map<String, ProjectRole> given = grants.orElseGet(Map::of);
    given.forEach((project, role) -> {
      if (!project.equals(EVERY_OTHER)) {
        byProject.put(new ProjectName(project), role);
      }
    });
    return new Grants(byProject, given.containsKey(EVERY_OTHER));
  }

  @Override
  public String toString() {
    return "UserSection[administrator=" + administrator + ", grants=" + grants + "]";
  }
}
