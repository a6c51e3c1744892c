package io.asyncquery.bootstrap.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/** Writes {@code docs/configuration.md} from the records that the configuration is bound to. */
final class ConfigurationPage {

  private final StringBuilder page = new StringBuilder();

  private ConfigurationPage() {}

  /**
   * The whole page.
   *
   * @param example a complete configuration
   */
  static String of(String example) {
    ConfigurationPage page = new ConfigurationPage();
    page.page.append(
        """
        # Configuration

        `./asyncquery serve --config FILE` and `./asyncquery export --config FILE` read one YAML file.

        - A key that is unknown, missing or wrong stops the start; the message names the file, the
          line, the key and what is allowed.
        - `${NAME}` as a whole value stands for the environment variable `NAME`. A reference within
          a longer text is refused. Keep secrets there, not in the file.
        - A relative path starts at the folder of the configuration file.

        ```yaml
        """);
    page.page.append(example).append("```\n");
    page.section("The whole file", "", Configuration.class);
    page.page.append(
        """

        This page is generated from the code; `mvn verify -Ddocs=write` writes it anew.
        """);
    return page.page.toString();
  }

  private void section(String title, String path, Class<?> type) {
    if (type.isSealed()) {
      for (Class<?> kind : type.getPermittedSubclasses()) {
        String word = kind.getAnnotation(Kind.class).value();
        section(title + " with `" + Kind.KEY + ": " + word + "`", path, kind);
      }
      return;
    }
    page.append("\n## ").append(title).append("\n\n");
    page.append("| key | value | default | meaning |\n|---|---|---|---|\n");
    if (type.isAnnotationPresent(Kind.class)) {
      page.append("| `kind` | `").append(type.getAnnotation(Kind.class).value());
      page.append("` | required | What kind of source this is. |\n");
    }
    for (RecordComponent component : type.getRecordComponents()) {
      row(component);
    }
    for (RecordComponent component : type.getRecordComponents()) {
      nested(path, component);
    }
  }

  private void row(RecordComponent component) {
    Setting setting = Settings.of(component);
    Type type = single(component.getGenericType());
    page.append("| `").append(component.getName()).append("` | ");
    page.append(
        Scalar.of(type)
            .map(scalar -> scalar.described(setting))
            .orElseGet(() -> isMap(type) ? entries(type, setting) : "section"));
    page.append(" | ").append(absence(component, setting));
    page.append(" | ").append(setting.value()).append(" |\n");
  }

  private static String entries(Type several, Setting setting) {
    return isList(several) ? "a list of texts" : byName(several, setting);
  }

  private static String byName(Type map, Setting setting) {
    Type entry = ((ParameterizedType) map).getActualTypeArguments()[1];
    if (isMap(entry)) {
      return "lists by name";
    }
    return Scalar.of(entry)
        .map(scalar -> scalar.described(setting) + ", by name")
        .orElse("sections by name");
  }

  private static String absence(RecordComponent component, Setting setting) {
    if (!setting.absence().isEmpty()) {
      return setting.absence();
    }
    if (!setting.defaultsTo().isEmpty()) {
      return "`" + setting.defaultsTo() + "`";
    }
    return component.getType().isRecord() && hasDefaults(component.getType())
        ? "its defaults"
        : "required";
  }

  private static boolean hasDefaults(Class<?> section) {
    for (RecordComponent component : section.getRecordComponents()) {
      if (component.getType() != Optional.class && Settings.of(component).defaultsTo().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private void nested(String path, RecordComponent component) {
    Type type = single(component.getGenericType());
    String key = path + component.getName();
    if (isList(type)) {
      return;
    }
    if (isMap(type)) {
      key = key + ".<name>";
      type = ((ParameterizedType) type).getActualTypeArguments()[1];
    }
    if (isMap(type)) {
      return;
    }
    if (Scalar.of(type).isEmpty()) {
      section("`" + key + "`", key + ".", (Class<?>) type);
    }
  }

  private static Type single(Type type) {
    return type instanceof ParameterizedType generic && generic.getRawType() == Optional.class
        ? generic.getActualTypeArguments()[0]
        : type;
  }

  private static boolean isList(Type type) {
    return type instanceof ParameterizedType generic && generic.getRawType() == List.class;
  }

  private static boolean isMap(Type type) {
    return type instanceof ParameterizedType;
  }
}
