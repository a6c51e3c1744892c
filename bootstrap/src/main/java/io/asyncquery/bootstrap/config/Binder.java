package io.asyncquery.bootstrap.config;

import io.asyncquery.sql.server.Secret;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Binds a document onto records by the names of their components. Text gets its type from the
 * component that takes it: {@code no} is a name where a name is wanted. All problems are found at
 * once.
 *
 * @param folder where relative paths start
 */
record Binder(Environment environment, Path folder) {

  /** The record of {@code type}, or the one of a sealed type that {@code kind} chooses. */
  <T> T bind(Class<T> type, Element element) throws ConfigurationException {
    Optional<RecordComponent> shorthand = shorthandOf(type).filter(_ -> element.isSingle());
    if (shorthand.isPresent()) {
      return type.cast(bindAlone(type, shorthand.get(), element));
    }
    if (!type.isSealed()) {
      return type.cast(bindRecord(type, element, Set.of()));
    }
    return type.cast(bindRecord(chosenKind(type, element), element, Set.of(Kind.KEY)));
  }

  private Object bindRecord(Class<?> type, Element element, Set<String> read)
      throws ConfigurationException {
    Map<String, Element> children = element.children();
    children.keySet().removeAll(read);
    List<String> names = new ArrayList<>(read);
    List<Object> values = new ArrayList<>();
    Problems problems = new Problems();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = component.getName();
      names.add(name);
      Element absent = Element.absent(element.place().child(name, element.place().line()));
      Optional<Element> child = Optional.ofNullable(children.remove(name));
      problems.collect(() ->
          values.add(
              child.isPresent()
                  ? value(component.getGenericType(), Settings.of(component), child.get())
                  : defaultValue(component.getGenericType(), Settings.of(component), absent)));
    }
    for (Map.Entry<String, Element> unknown : children.entrySet()) {
      problems.add(
          unknown
              .getValue()
              .place()
              .problem("is no setting; " + Suggestion.of(unknown.getKey(), names)));
    }
    problems.throwIfAny();
    return construct(type, values, element.place());
  }

  private static Optional<RecordComponent> shorthandOf(Class<?> type) {
    return Optional.ofNullable(type.getRecordComponents()).stream()
        .flatMap(Arrays::stream)
        .filter(component -> component.isAnnotationPresent(Shorthand.class))
        .findFirst();
  }

  /** The record in which {@code element} is the value of {@code only}, all else being absent. */
  private Object bindAlone(Class<?> type, RecordComponent only, Element element)
      throws ConfigurationException {
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Type value = component.getGenericType();
      values.add(
          component.getName().equals(only.getName())
              ? value(value, Settings.of(component), element)
              : defaultValue(value, Settings.of(component), Element.absent(element.place())));
    }
    return construct(type, values, element.place());
  }

  private Class<?> chosenKind(Class<?> type, Element element) throws ConfigurationException {
    Map<String, Class<?>> kinds = new LinkedHashMap<>();
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      kinds.put(permitted.getAnnotation(Kind.class).value(), permitted);
    }
    Element kind = element.children().get(Kind.KEY);
    if (kind == null) {
      throw element
          .place()
          .child(Kind.KEY, element.place().line())
          .problem("is missing; " + Suggestion.all(kinds.keySet()));
    }
    Class<?> chosen = kinds.get(kind.text());
    if (chosen == null) {
      throw kind.place()
          .problem(
              "[" + kind.text() + "] is unknown; " + Suggestion.of(kind.text(), kinds.keySet()));
    }
    return chosen;
  }

  private Object value(Type type, Setting setting, Element element) throws ConfigurationException {
    Optional<Scalar<?>> scalar = Scalar.of(type);
    if (scalar.isPresent()) {
      return scalarValue(scalar.get(), element.text(), setting, element.place());
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      return listValue(generic.getActualTypeArguments()[0], setting, element);
    }
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == Optional.class
          ? Optional.of(value(generic.getActualTypeArguments()[0], setting, element))
          : mapValue(generic.getActualTypeArguments()[1], setting, element);
    }
    return bind((Class<?>) type, element);
  }

  private List<Object> listValue(Type type, Setting setting, Element element)
      throws ConfigurationException {
    List<Object> values = new ArrayList<>();
    for (Element item : element.items()) {
      values.add(value(type, setting, item));
    }
    if (values.isEmpty()) {
      throw element.place().problem("must have one entry at least: " + setting.value());
    }
    return values;
  }

  private Map<String, Object> mapValue(Type type, Setting setting, Element element)
      throws ConfigurationException {
    Map<String, Object> values = new LinkedHashMap<>();
    Problems problems = new Problems();
    for (Map.Entry<String, Element> child : element.children().entrySet()) {
      problems.collect(() -> values.put(child.getKey(), value(type, setting, child.getValue())));
    }
    problems.throwIfAny();
    if (values.isEmpty()) {
      throw element.place().problem("must have one entry at least: " + setting.value());
    }
    return values;
  }

  private Object defaultValue(Type type, Setting setting, Element absent)
      throws ConfigurationException {
    if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
      return Optional.empty();
    }
    if (!setting.defaultsTo().isEmpty()) {
      return scalarValue(
          Scalar.of(type).orElseThrow(), setting.defaultsTo(), setting, absent.place());
    }
    if (type instanceof Class<?> section && section.isRecord()) {
      return bind(section, absent);
    }
    throw absent.place().problem("is missing: " + setting.value());
  }

  private Object scalarValue(Scalar<?> scalar, String text, Setting setting, Place place)
      throws ConfigurationException {
    try {
      if (scalar.type() == Secret.class && !Environment.isReference(text)) {
        throw new IllegalArgumentException(
            "is a secret and must be a reference such as ${NAME}; secrets do not stand in the"
                + " file");
      }
      Object value = scalar.parse(environment.resolve(text), setting);
      return value instanceof Path path ? folder.resolve(path) : value;
    } catch (IllegalArgumentException e) {
      throw place.problem(e);
    }
  }

  private static Object construct(Class<?> type, List<Object> values, Place place)
      throws ConfigurationException {
    try {
      return type.getDeclaredConstructors()[0].newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refusal) {
        throw place.problem(refusal);
      }
      throw new IllegalStateException(type + " cannot be made", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }
}
