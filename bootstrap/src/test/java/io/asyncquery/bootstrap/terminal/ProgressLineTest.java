package io.asyncquery.bootstrap.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  private final StringWriter out = new StringWriter();

  @Test
  void a_file_gets_the_end_and_not_every_step() {
    ProgressLine line = new ProgressLine(new PrintWriter(out), false);

    line.show("1 of 2");
    line.show("2 of 2");
    line.end("done");

    assertEquals("done%n".formatted(), out.toString());
  }

  @Test
  void a_person_sees_one_line_that_ends_with_the_end() {
    ProgressLine line = new ProgressLine(new PrintWriter(out), true);

    line.end("done");

    assertEquals("\rdone%n".formatted(), out.toString());
  }
}
