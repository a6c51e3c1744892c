package io.asyncquery.bootstrap.crash;

import io.asyncquery.bootstrap.JavaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code asyncquery serve} in a JVM of its own, to be killed at any time, its start included. */
final class KillableServer implements AutoCloseable {

  private static final Pattern READY = Pattern.compile("Ready at (\\S+),.*");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path log;
  private volatile boolean killed;

  private KillableServer(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Returns while it still starts. */
  static KillableServer start(Installation installation, String... jvmOptions) throws IOException {
    Path log = installation.folder().resolve("stderr.txt");
    Process process =
        new ProcessBuilder(
                JavaProcess.command(
                    List.of(jvmOptions),
                    "serve",
                    "--config",
                    installation.configuration().toString()))
            .redirectError(log.toFile())
            .start();
    return new KillableServer(process, log);
  }

  /** Its address once it is ready, or nothing where it was killed before. */
  Optional<URI> awaitReady() throws IOException {
    BufferedReader out = process.inputReader();
    String line = String.valueOf(out.readLine());
    Matcher ready = READY.matcher(line);
    if (ready.matches()) {
      return Optional.of(URI.create(ready.group(1)));
    }
    if (!killed) {
      throw new AssertionError("[" + line + "] is not ready:\n" + log());
    }
    return Optional.empty();
  }

  /** Its address; fails where it does not become ready. */
  URI requireReady() throws IOException {
    return awaitReady().orElseThrow(() -> new AssertionError("killed"));
  }

  /** SIGKILL. */
  void kill() {
    killed = true;
    process.destroyForcibly();
  }

  /** SIGTERM. */
  void terminate() {
    killed = true;
    process.destroy();
  }

  /** Whether somebody has begun to end it. */
  boolean killed() {
    return killed;
  }

  /** Whether it ends by itself within {@code time}. */
  boolean awaitEnd(Duration time) throws InterruptedException {
    return process.waitFor(time);
  }

  void awaitEnd() throws InterruptedException {
    if (!awaitEnd(PATIENCE)) {
      throw new AssertionError("The server does not end");
    }
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
