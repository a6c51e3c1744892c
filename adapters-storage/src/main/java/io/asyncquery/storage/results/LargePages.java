package io.asyncquery.storage.results;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Memory in pages of 2 MiB, where Linux has them. A disk that takes bytes from there itself is told
 * of a few pieces instead of a thousand: figures in docs/adr/0015.
 */
final class LargePages {

  private static final System.Logger LOG = System.getLogger(LargePages.class.getName());

  private static final long PAGE_BYTES = 2 << 20;

  /**
   * Makes large pages of small ones, from {@code linux/mman.h}; older systems than Linux 6.1 refuse
   * it and leave them as they are.
   */
  private static final int MADV_COLLAPSE = 25;

  private static final Optional<MethodHandle> MADVISE = find();

  private LargePages() {}

  /**
   * Zeroed, and freed when nobody refers to it any more; in small pages where there are no others.
   *
   * @param bytes a multiple of 2 MiB
   */
  static MemorySegment allocate(long bytes) {
    MemorySegment memory = Arena.ofAuto().allocate(bytes, PAGE_BYTES);
    MADVISE.ifPresent(madvise -> {
      try {
        int _ = (int) madvise.invokeExact(memory.address(), bytes, MADV_COLLAPSE);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    });
    return memory;
  }

  @SuppressWarnings("restricted")
  private static Optional<MethodHandle> find() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return Optional.empty();
    }
    try {
      Linker linker = Linker.nativeLinker();
      FunctionDescriptor type = FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
      return linker
          .defaultLookup()
          .find("madvise")
          .map(symbol -> linker.downcallHandle(symbol, type));
    } catch (UnsupportedOperationException e) {
      LOG.log(DEBUG, "Results are written from small pages", e);
      return Optional.empty();
    }
  }
}
