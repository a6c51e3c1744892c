package io.asyncquery.benchmarks.server;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The processes that the benchmarks start. They end when they are told to, when the benchmarks end,
 * and when those are interrupted.
 */
public final class Processes implements AutoCloseable {

  private static final long GRACE_SECONDS = 30;

  private final Set<Process> running = new LinkedHashSet<>();
  private boolean closed;

  public Processes() {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::close));
  }

  /** Starts one; never after {@link #close()}, so that none is left over. */
  public synchronized Process start(ProcessBuilder builder) throws IOException {
    if (closed) {
      throw new IOException("The benchmarks are ending");
    }
    Process process = builder.start();
    running.add(process);
    return process;
  }

  /** Asks it to end, and makes it end where it does not. Returns when it has. */
  public void end(Process process) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    boolean interrupted = awaitEnd(process);
    if (process.isAlive()) {
      process.destroyForcibly();
      interrupted |= awaitEnd(process);
    }
    children.forEach(ProcessHandle::destroyForcibly);
    synchronized (this) {
      running.remove(process);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean awaitEnd(Process process) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
    boolean interrupted = false;
    while (true) {
      try {
        // The status is not asked for: a process that is gone is all that is wanted.
        boolean _ =
            process.waitFor(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  @Override
  public void close() {
    List<Process> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(running);
    }
    left.forEach(this::end);
  }
}
