package io.asyncquery.bootstrap;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code asyncquery serve} in a JVM of its own. */
final class ServerProcess implements AutoCloseable {

  private static final Pattern READY = Pattern.compile("Ready at (\\S+),.*");
  private static final long PATIENCE_SECONDS = 30;

  private final Process process;
  private final Path errors;
  private final URI address;

  private ServerProcess(Process process, Path errors, URI address) {
    this.process = process;
    this.errors = errors;
    this.address = address;
  }

  /** Returns when it is ready. */
  static ServerProcess start(Path configuration) throws IOException {
    Path errors = configuration.resolveSibling("stderr.txt");
    Process process =
        new ProcessBuilder(JavaProcess.command("serve", "--config", configuration.toString()))
            .redirectError(errors.toFile())
            .start();
    BufferedReader out = process.inputReader();
    String line = String.valueOf(out.readLine());
    Matcher ready = READY.matcher(line);
    if (!ready.matches()) {
      process.destroyForcibly();
      throw new AssertionError("[" + line + "] is not ready: " + Files.readString(errors));
    }
    return new ServerProcess(process, errors, URI.create(ready.group(1)));
  }

  TestClient client(String user) {
    return client(user, TestProject.PASSWORD);
  }

  TestClient client(String user, String password) {
    return new TestClient(address, user, password);
  }

  /** Waits until it ends by itself; with which status it does. */
  int awaitExit() throws InterruptedException {
    awaitEnd();
    return process.exitValue();
  }

  /** What it has written to standard error. */
  String errors() throws IOException {
    return Files.readString(errors);
  }

  /** Ends it without a chance to say goodbye. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Asks it to end. */
  void terminate() throws InterruptedException {
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("The server does not end");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
