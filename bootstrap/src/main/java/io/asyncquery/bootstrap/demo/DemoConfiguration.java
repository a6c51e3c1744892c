package io.asyncquery.bootstrap.demo;

import io.asyncquery.bootstrap.config.Configuration;
import io.asyncquery.bootstrap.config.ConfigurationException;
import io.asyncquery.bootstrap.config.ConfigurationFile;
import io.asyncquery.bootstrap.server.DefaultPasswords;
import io.asyncquery.rest.security.PasswordHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** A server for the sample data alone, with a user that everybody knows, on this machine alone. */
final class DemoConfiguration {

  private static final String FILE = "demo.yaml";

  private DemoConfiguration() {}

  static Configuration of(int port, Path folder, Path database) throws ConfigurationException {
    Map<String, String> variables =
        Map.of(
            "PORT", Integer.toString(port),
            "FOLDER", folder.toString(),
            "DATABASE", database.toString(),
            "PASSWORD_HASH", PasswordHash.of(DefaultPasswords.PASSWORD, PasswordHash.MIN_COST));
    return ConfigurationFile.parse(text(), FILE, Path.of(""), variables);
  }

  private static String text() {
    try (InputStream file = DemoConfiguration.class.getResourceAsStream(FILE)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
