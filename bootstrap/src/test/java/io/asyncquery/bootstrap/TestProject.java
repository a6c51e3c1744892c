package io.asyncquery.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A configuration with a project, {@code test} unless it is named, whose table NUMBERS has 2,000
 * rows: I counts from 0, NAME is {@code n} before it.
 */
record TestProject(Path folder, String name, String user, String hash, int port, int maxAttempts) {

  static final String PASSWORD = "correct horse";

  private static final String HASH = "$2a$10$Cs.3T5GPnkebs8s8TN9yUuZmAi97gmMVyAvPUmCgTF8fzbmSce/Hi";

  static TestProject in(Path folder) {
    return new TestProject(folder, "test", "ann", HASH, 0, 2);
  }

  TestProject withName(String other) {
    return new TestProject(folder, other, user, hash, port, maxAttempts);
  }

  TestProject withUser(String other, String passwordHash) {
    return new TestProject(folder, name, other, passwordHash, port, maxAttempts);
  }

  TestProject withPort(int taken) {
    return new TestProject(folder, name, user, hash, taken, maxAttempts);
  }

  TestProject withMaxAttempts(int attempts) {
    return new TestProject(folder, name, user, hash, port, attempts);
  }

  /** The file, written anew, with the database beside it. */
  Path configuration() throws IOException {
    if (Files.notExists(database())) {
      makeDatabase();
    }
    return Files.writeString(
        folder.resolve("asyncquery.yaml"),
        """
        server:
          port: %d
        storage:
          folder: data
        execution:
          workers: 2
          maxAttempts: %d
          shutdownGrace: 1s
        users:
          %s:
            passwordHash: %s
            grants: {%s: query}
        projects:
          %s:
            sources:
              test:
                kind: duckdb
                file: test.duckdb
        """
            .formatted(port, maxAttempts, user, hash, name, name));
  }

  private Path database() {
    return folder.resolve("test.duckdb");
  }

  private void makeDatabase() {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE NUMBERS AS SELECT i::INT AS I, 'n' || i AS NAME FROM range(2000) t(i)");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
