package io.asyncquery.bootstrap.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the configuration of a server. */
public final class ConfigurationFile {

  private ConfigurationFile() {}

  /**
   * What {@code file} says.
   *
   * @param variables the environment, for values such as {@code ${NAME}}
   * @throws ConfigurationException naming the file, the line and the key of all that is wrong
   */
  public static Configuration read(Path file, Map<String, String> variables)
      throws ConfigurationException {
    Path folder = file.toAbsolutePath().normalize().getParent();
    Binder binder =
        new Binder(new Environment(variables), Optional.ofNullable(folder).orElse(file));
    return binder.bind(Configuration.class, document(text(file), file.toString()));
  }

  static Element document(String text, String file) throws ConfigurationException {
    Place place = new Place(file, "", 1);
    try {
      Optional<Node> root =
          Optional.ofNullable(new Yaml(new LoaderOptions()).compose(new StringReader(text)));
      return Element.of(
          place,
          root.orElseThrow(() ->
              place.problem(
                  "The configuration is empty; it needs at least storage, users and projects"
                      + " projects")));
    } catch (MarkedYAMLException e) {
      throw new Place(file, "", e.getProblemMark().getLine() + 1)
          .problem("This is not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw place.problem("This is not YAML: " + e.getMessage());
    }
  }

  private static String text(Path file) throws ConfigurationException {
    if (!Files.exists(file)) {
      throw new ConfigurationException("Configuration file [" + file + "] does not exist");
    }
    if (!Files.isRegularFile(file)) {
      throw new ConfigurationException("Configuration file [" + file + "] is not a file");
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new ConfigurationException("Configuration file [" + file + "] is not UTF-8 text");
    } catch (IOException e) {
      throw new ConfigurationException(
          "Configuration file [" + file + "] cannot be read: " + e.getMessage());
    }
  }
}
