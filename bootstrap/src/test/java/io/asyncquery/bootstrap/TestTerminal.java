package io.asyncquery.bootstrap;

import io.asyncquery.bootstrap.terminal.Terminal;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;

/** Runs commands in this process, with nobody in front of the console, and keeps what they say. */
final class TestTerminal {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Terminal terminal;

  TestTerminal() {
    this("");
  }

  /**
   * @param typed the input
   */
  TestTerminal(String typed) {
    terminal =
        new Terminal(
            new BufferedReader(new StringReader(typed)),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            Optional.empty());
  }

  /** The exit status. */
  int run(String... arguments) {
    return new Main(terminal, Map.of()).execute(arguments);
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }
}
