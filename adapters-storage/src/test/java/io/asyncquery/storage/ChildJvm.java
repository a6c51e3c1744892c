package io.asyncquery.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Another process: a main class of these tests in a JVM of its own, killed at the end. */
public final class ChildJvm implements AutoCloseable {

  private static final int DEADLINE_SECONDS = 30;

  private final Process process;
  private final BufferedReader out;

  private ChildJvm(Process process) {
    this.process = process;
    this.out = process.inputReader();
  }

  public static ChildJvm start(Class<?> main, String... arguments) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xshare:auto",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    main.getName()),
                Stream.of(arguments))
            .toList();
    return new ChildJvm(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  public long pid() {
    return process.pid();
  }

  /** The next line it prints; the empty text at its end. */
  public String line() throws IOException {
    String line = out.readLine();
    return line == null ? "" : line;
  }

  /** All lines it prints from here to its end. */
  public List<String> lines() {
    return out.lines().toList();
  }

  /** SIGKILL; returns when it is dead. What it printed before can still be read. */
  public void kill() throws InterruptedException {
    // By the handle: the process itself would close its output too.
    process.toHandle().destroyForcibly();
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("Process [" + process.pid() + "] survives SIGKILL");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
