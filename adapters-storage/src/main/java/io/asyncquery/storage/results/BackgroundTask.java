package io.asyncquery.storage.results;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Work on a file beside the one who writes it, one task at a time. A fault is kept until the task
 * is waited for, because the system tells it only once, to whoever asked first.
 */
final class BackgroundTask {

  private final String name;
  private Optional<FutureTask<Void>> latest = Optional.empty();

  /**
   * @param name of the thread
   */
  BackgroundTask(String name) {
    this.name = name;
  }

  boolean isRunning() {
    return latest.stream().anyMatch(task -> !task.isDone());
  }

  /** Begins {@code work}; the one before must have been waited for. */
  void start(Callable<Void> work) {
    FutureTask<Void> task = new FutureTask<>(work);
    latest = Optional.of(task);
    Thread.ofVirtual().name(name).start(task);
  }

  /**
   * Returns once nothing is being done.
   *
   * @throws IOException the fault of the latest task, each time
   */
  void await() throws IOException {
    if (latest.isEmpty()) {
      return;
    }
    boolean interrupted = false;
    try {
      while (true) {
        try {
          latest.get().get();
          return;
        } catch (InterruptedException e) {
          // A channel must not see the interrupt: it would close itself.
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
