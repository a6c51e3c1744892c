package io.asyncquery.application.batch;

import java.lang.foreign.MemorySegment;

/** All of this process's memory, to follow the addresses that vectors hold. */
@SuppressWarnings("restricted") // to read what an engine lends is what this class is for
public final class Memory {

  /**
   * One constant for every such access: the compiler then sees a segment that is always alive and
   * large enough, and an access costs what a plain load does.
   */
  public static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private Memory() {}

  /** The {@code size} bytes at {@code address}; nothing where the address is 0. */
  public static MemorySegment at(long address, long size) {
    return address == 0 ? MemorySegment.NULL : MemorySegment.ofAddress(address).reinterpret(size);
  }
}
