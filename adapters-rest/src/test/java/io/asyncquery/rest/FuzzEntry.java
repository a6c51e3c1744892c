package io.asyncquery.rest;

import java.io.IOException;

/** Where the fuzzer enters, in a process of its own; what is fuzzed, a system property says. */
public final class FuzzEntry {

  /** Names a {@link FuzzTarget}. */
  static final String TARGET = "fuzz.target";

  private static final FuzzTarget FUZZED = FuzzTarget.valueOf(System.getProperty(TARGET));
  private static final FuzzedServer SERVER = new FuzzedServer();

  private FuzzEntry() {}

  /** Called by the fuzzer, for each input. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    SERVER
        .fault(FUZZED, input)
        .ifPresent(fault -> {
          throw new AssertionError(fault);
        });
  }
}
