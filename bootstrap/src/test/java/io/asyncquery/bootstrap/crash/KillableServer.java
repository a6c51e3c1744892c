package io.asyncquery.bootstrap.crash;

import io.asyncquery.bootstrap.JavaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;

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
    List<String> options = new ArrayList<>(List.of(jvmOptions));
    options.add("-Djava.io.tmpdir=" + emptied(installation.folder().resolve("tmp")));
    Process process =
        new ProcessBuilder(
                JavaProcess.command(
                    options, "serve", "--config", installation.configuration().toString()))
            .redirectError(log.toFile())
            .start();
    return new KillableServer(process, log);
  }

  /** Without what those that were killed have unpacked there, which is much. */
  private static Path emptied(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> left = Files.walk(folder)) {
      left.filter(Files::isRegularFile)
          .forEach(file -> Assertions.assertTrue(file.toFile().delete()));
    }
    return folder;
  }

  /** Its address once it is ready, or nothing where it was killed before. */
  Optional<URI> awaitReady() throws IOException {
    return awaitReady(() -> false);
  }

  /**
   * The same of one that a debugger may have halted and not let go: to be killed then, like others.
   */
  Optional<URI> awaitReady(BooleanSupplier halted) throws IOException {
    String line = firstLine(halted);
    Matcher ready = READY.matcher(line);
    if (ready.matches()) {
      return Optional.of(URI.create(ready.group(1)));
    }
    if (!killed) {
      throw new AssertionError("[" + line + "] is not ready:\n" + log());
    }
    return Optional.empty();
  }

  /** Or {@code null} in letters where it ends before; one that stands still is killed. */
  private String firstLine(BooleanSupplier halted) throws IOException {
    BufferedReader out = process.inputReader();
    CompletableFuture<Void> patience =
        CompletableFuture.runAsync(
            () -> {
              killed |= halted.getAsBoolean();
              process.destroyForcibly();
            },
            CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    try {
      return String.valueOf(out.readLine());
    } finally {
      patience.cancel(false);
    }
  }

  /** Its address; fails where it does not become ready. */
  URI requireReady() throws IOException {
    return awaitReady().orElseThrow(() -> new AssertionError("killed"));
  }

  /** Its id. */
  long process() {
    return process.pid();
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
