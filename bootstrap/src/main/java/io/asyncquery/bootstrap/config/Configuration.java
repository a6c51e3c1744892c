package io.asyncquery.bootstrap.config;

import java.util.Map;

/** The whole configuration of a server. */
public record Configuration(
    @Setting("Where the server listens.") ServerSection server,
    @Setting("Where the server keeps what must survive a restart.") StorageSection storage,
    @Setting("How queries share the machine.") ExecutionSection execution,
    @Setting("What the log tells.") LoggingSection logging,
    @Setting("Who may use the server, by user name.") Map<String, UserSection> users,
    @Setting("What can be queried, by the name that requests give as project.")
        Map<String, ProjectSection> projects) {

  public Configuration {
    users = Map.copyOf(users);
    projects = Map.copyOf(projects);
  }
}
