package io.asyncquery.bootstrap;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How to run a command in a JVM of its own, as the launcher would. */
final class JavaProcess {

  private JavaProcess() {}

  static List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
