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
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
    return parse(text(file), file.toString(), folder, variables);
  }

  /**
   * What {@code text} says.
   *
   * @param name what to call it in messages
   * @param folder where relative paths start
   * @param variables the environment, for values such as {@code ${NAME}}
   */
  public static Configuration parse(
      String text, String name, Path folder, Map<String, String> variables)
      throws ConfigurationException {
    return new Binder(new Environment(variables), folder)
        .bind(Configuration.class, document(text, name));
  }

  static Element document(String text, String file) throws ConfigurationException {
    Place place = new Place(file, "", 1);
    try {
      Element document =
          Optional.ofNullable(new Yaml(new LoaderOptions()).compose(new StringReader(text)))
              .map(root -> Element.of(place, root))
              .orElse(Element.absent(place));
      if (document.node().isEmpty()) {
        throw place.problem(
            "The configuration is empty; it needs at least storage, users and projects");
      }
      return document;
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
