package io.asyncquery.bootstrap;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How to run a command in a JVM of its own, as the launcher would. */
public final class JavaProcess {

  private JavaProcess() {}

  /** The command line of {@code asyncquery} with these arguments. */
  public static List<String> command(String... arguments) {
    return command(List.of(), arguments);
  }

  /** The same, with options of the JVM that win over the launcher's. */
  public static List<String> command(List<String> jvmOptions, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
