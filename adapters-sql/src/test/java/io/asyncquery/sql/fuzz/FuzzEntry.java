package io.asyncquery.sql.fuzz;

import java.nio.charset.StandardCharsets;

/** Where the fuzzer enters, in a process of its own. */
public final class FuzzEntry {

  private static final FuzzedEngine ENGINE = new FuzzedEngine();

  private FuzzEntry() {}

  /** Called by the fuzzer, for each input. */
  public static void fuzzerTestOneInput(byte[] input) {
    ENGINE
        .fault(new String(input, StandardCharsets.UTF_8))
        .ifPresent(fault -> {
          throw new AssertionError(fault);
        });
  }
}
