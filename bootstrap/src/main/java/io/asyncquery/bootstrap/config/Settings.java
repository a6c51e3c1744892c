package io.asyncquery.bootstrap.config;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;

/** What the components of configuration records mean. */
final class Settings {

  private Settings() {}

  /** The component's own meaning, or that of an interface in which its record is like others. */
  static Setting of(RecordComponent component) {
    return Optional.ofNullable(component.getAnnotation(Setting.class))
        .or(() -> ofInterfaces(component))
        .orElseThrow(() -> new IllegalStateException(component + " has no @Setting"));
  }

  private static Optional<Setting> ofInterfaces(RecordComponent component) {
    return Arrays.stream(component.getDeclaringRecord().getInterfaces())
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> isOf(component, method))
        .findFirst()
        .map(method -> method.getAnnotation(Setting.class));
  }

  private static boolean isOf(RecordComponent component, Method method) {
    return method.getName().equals(component.getName())
        && method.isAnnotationPresent(Setting.class);
  }
}
