package io.asyncquery.bootstrap.terminal;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Optional;

/**
 * Where a command reads and writes.
 *
 * @param person a console with somebody in front of it
 */
public record Terminal(
    BufferedReader in, PrintWriter out, PrintWriter err, Optional<Console> person) {

  /** That of this process. */
  public static Terminal ofProcess() {
    return new Terminal(
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
        new PrintWriter(System.out, true, System.out.charset()),
        new PrintWriter(System.err, true, System.err.charset()),
        Optional.ofNullable(System.console()).filter(Console::isTerminal));
  }

  /** A line that is not shown while it is typed; a line of the input where nobody types. */
  public Optional<String> readSecret(String prompt) throws IOException {
    return person.isPresent()
        ? Optional.ofNullable(person.get().readPassword("%s", prompt)).map(String::new)
        : Optional.ofNullable(in.readLine());
  }

  /** A line about work in progress. */
  public ProgressLine progressLine() {
    return new ProgressLine(err, person.isPresent());
  }
}
