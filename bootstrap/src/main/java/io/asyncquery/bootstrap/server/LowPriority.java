package io.asyncquery.bootstrap.server;

import static java.lang.System.Logger.Level.DEBUG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Lets threads stand back where others want the processor. A query takes every core it can get,
 * seconds long; a request takes a millisecond, but waits for its turn at every step. Alone on the
 * machine, a query is as fast with it.
 *
 * <p>The virtual machine ignores priorities unless told otherwise for all of its own threads, so
 * the system is asked directly. Linux has them by thread, and new threads have that of the thread
 * that makes them: so have the engine's own.
 */
final class LowPriority {

  private static final System.Logger LOG = System.getLogger(LowPriority.class.getName());

  /** A tenth of the share of others, by the table of the Linux scheduler. */
  private static final int NICENESS = 10;

  private static final int PRIO_PROCESS = 0;
  private static final int CALLING_THREAD = 0;

  private static final Optional<MethodHandle> SETPRIORITY = find();

  private LowPriority() {}

  /** For the calling thread and those that it makes, for good. Does nothing but on Linux. */
  static void take() {
    SETPRIORITY.ifPresent(setpriority -> {
      try {
        int _ = (int) setpriority.invokeExact(PRIO_PROCESS, CALLING_THREAD, NICENESS);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    });
  }

  /** Makes something whose threads have it too, beside what the calling thread does. */
  static <T> CompletableFuture<T> begin(Supplier<T> maker) {
    Executor thread = work -> Thread.ofPlatform().name("maker").start(work);
    return CompletableFuture.supplyAsync(
        () -> {
          take();
          return maker.get();
        },
        thread);
  }

  /** Waits for what was begun; throws what its maker threw. */
  static <T> T await(CompletableFuture<T> begun) {
    try {
      return begun.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException fault ? fault : e;
    }
  }

  /** Elsewhere it is the process that has a priority. */
  @SuppressWarnings("restricted")
  private static Optional<MethodHandle> find() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return Optional.empty();
    }
    try {
      Linker linker = Linker.nativeLinker();
      return linker
          .defaultLookup()
          .find("setpriority")
          .map(symbol ->
              linker.downcallHandle(
                  symbol,
                  FunctionDescriptor.of(
                      ValueLayout.JAVA_INT,
                      ValueLayout.JAVA_INT,
                      ValueLayout.JAVA_INT,
                      ValueLayout.JAVA_INT)));
    } catch (UnsupportedOperationException e) {
      LOG.log(DEBUG, "Queries have the priority of requests", e);
      return Optional.empty();
    }
  }
}
