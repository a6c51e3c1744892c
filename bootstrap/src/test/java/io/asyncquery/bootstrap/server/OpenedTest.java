package io.asyncquery.bootstrap.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenedTest {

  private final Opened opened = new Opened();
  private final List<String> closed = new ArrayList<>();

  @Test
  void what_was_opened_last_is_closed_first_and_once() {
    opened.add(() -> closed.add("first"));
    opened.add(() -> closed.add("second"));

    opened.close();
    opened.close();

    assertEquals(List.of("second", "first"), closed);
  }

  @Test
  void one_that_cannot_be_closed_does_not_keep_the_others() {
    opened.add(() -> closed.add("first"));
    opened.add(() -> {
      throw new IOException("stuck");
    });

    opened.close();

    assertEquals(List.of("first"), closed);
  }
}
