package io.asyncquery.bootstrap.config;

import io.asyncquery.application.FederatedUsers.GroupRole;
import java.util.Map;
import java.util.Optional;

/** What the members of a group may; of several groups, all of it. */
public record OidcGroupSection(
    @Setting(
            value = "Whether they may do everything everywhere, as an administrator does.",
            defaultsTo = "false")
        boolean administrator,
    @Setting(
            value = "What they may do, by project, as with users.",
            absence = "none, but for an administrator")
        Optional<Map<String, GrantSection>> grants) {

  public OidcGroupSection {
    grants = grants.map(Map::copyOf);
    UserSection.requireSound(administrator, grants);
  }

  GroupRole role() {
    return new GroupRole(administrator, UserSection.projects(grants));
  }
}
