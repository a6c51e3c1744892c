package io.asyncquery.bootstrap.config;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Binds YAML that a test writes. The file is called {@code test.yaml} and lies in {@code /etc}. */
final class Documents {

  static final Path FOLDER = Path.of("/etc");

  /** A hash that no password is known for. */
  static final String HASH = "$2a$10$.3.xDTLxLnOdzuC8t0ZBKe2PnVWWCdVZ7gSOk5E2ngRe7S0DzqvgS";

  private Documents() {}

  static <T> T bind(Class<T> type, String yaml) throws ConfigurationException {
    return bind(type, yaml, Map.of());
  }

  static <T> T bind(Class<T> type, String yaml, Map<String, String> variables)
      throws ConfigurationException {
    return new Binder(new Environment(variables), FOLDER)
        .bind(type, ConfigurationFile.document(yaml, "test.yaml"));
  }

  /** All that is wrong with {@code yaml}. */
  static List<String> problems(Class<?> type, String yaml) {
    return assertThrows(ConfigurationException.class, () -> bind(type, yaml)).problems();
  }
}
