package io.asyncquery.bootstrap.crash;

import io.asyncquery.rest.security.PasswordHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A folder with a configuration, a database of a project {@code test}, and the data folder of a
 * server. Its table NUMBERS has 2,000 rows: I counts from 0, NAME is {@code n} before it. All users
 * have the same password; the first is the administrator.
 */
record Installation(Path folder, List<String> users) {

  static final String PASSWORD = "correct horse";

  private static final String HASH = PasswordHash.of(PASSWORD, PasswordHash.MIN_COST);

  /**
   * Writes it anew.
   *
   * @param execution lines for the configuration's section of that name, one after the other
   */
  static Installation create(Path folder, List<String> users, String... execution)
      throws IOException {
    Installation installation = new Installation(folder, users);
    installation.makeDatabase(installation.database("test"));
    installation.configure(List.of("test"), execution);
    return installation;
  }

  /** Writes the configuration with these projects, each over a database file of its name. */
  void configure(List<String> projects, String... execution) throws IOException {
    Files.writeString(
        configuration(),
        """
        server:
          port: 0
        storage:
          folder: data
        execution:
        %s
        users:
        %s
        projects:
        %s
        """
            .formatted(
                List.of(execution).stream()
                    .map(line -> "  " + line)
                    .collect(Collectors.joining("\n")),
                users.stream().map(this::user).collect(Collectors.joining("\n")),
                projects.stream().map(Installation::project).collect(Collectors.joining("\n"))));
  }

  private String user(String name) {
    return """
    %s:
      passwordHash: %s
      administrator: %s
      grants: {"*": query}\
    """
        .formatted(name, HASH, name.equals(administrator()))
        .indent(2)
        .stripTrailing();
  }

  private static String project(String name) {
    return """
    %1$s:
      sources:
        %1$s:
          kind: duckdb
          file: %1$s.duckdb\
    """
        .formatted(name)
        .indent(2)
        .stripTrailing();
  }

  String administrator() {
    return users.getFirst();
  }

  Path configuration() {
    return folder.resolve("asyncquery.yaml");
  }

  Path data() {
    return folder.resolve("data");
  }

  Path database(String project) {
    return folder.resolve(project + ".duckdb");
  }

  /** A database with the table. */
  void makeDatabase(Path file) {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE NUMBERS AS SELECT i::INT AS I, 'n' || i AS NAME FROM range(2000) t(i)");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
