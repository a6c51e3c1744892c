package io.asyncquery.benchmarks.peer;

import io.asyncquery.benchmarks.server.Processes;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that Java runs in a process, and the port at which it says that it listens. */
record JavaServer(Processes processes, Process process, int port) implements AutoCloseable {

  /** The program that runs Java. */
  static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private static final long DEADLINE_NANOS = 180_000_000_000L;
  private static final long POLL_NANOS = 50_000_000L;
  private static final Pattern LISTENING = Pattern.compile("LISTENING (\\d+) .*\\.");

  /**
   * Starts a server, and returns when it listens.
   *
   * @param folder where it works and writes its log
   * @param arguments of Java
   */
  static JavaServer start(Processes processes, Path folder, List<String> arguments)
      throws IOException {
    Path log = folder.resolve("log");
    List<String> command = new ArrayList<>(List.of(JAVA));
    command.addAll(arguments);
    Process process =
        processes.start(
            new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile())));
    boolean listening = false;
    try {
      JavaServer server = new JavaServer(processes, process, awaitPort(process, log));
      listening = true;
      return server;
    } finally {
      if (!listening) {
        processes.end(process);
      }
    }
  }

  private static int awaitPort(Process process, Path log) throws IOException {
    long begin = System.nanoTime();
    while (true) {
      Matcher listening = LISTENING.matcher(Files.readString(log));
      if (listening.find()) {
        return Integer.parseInt(listening.group(1));
      }
      if (!process.isAlive() || System.nanoTime() - begin > DEADLINE_NANOS) {
        throw new IOException("A server did not start: see [" + log + "]");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  @Override
  public void close() {
    processes.end(process);
  }
}
