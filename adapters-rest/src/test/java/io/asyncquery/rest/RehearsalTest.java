package io.asyncquery.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RehearsalTest {

  @Test
  void a_server_that_asks_itself_notes_nothing_and_slows_nobody_down() throws Exception {
    try (Service service = new Service()) {
      service.rehearse(50, new Cancellation());

      assertEquals(List.of(), service.audit.events());
      assertEquals(200, service.ann().get("/" + service.successful() + "/status").status());
    }
  }

  @Test
  void a_server_that_is_gone_is_told_of() {
    Service service = new Service();
    service.close();

    assertThrows(IOException.class, () -> service.rehearse(1, new Cancellation()));
  }

  @Test
  void every_request_waits_for_the_answer_to_the_one_before() throws Exception {
    List<String> lines = new CopyOnWriteArrayList<>();
    try (ServerSocket server = answering(lines, 3)) {
      Rehearsal.run(
          (InetSocketAddress) server.getLocalSocketAddress(),
          Optional.empty(),
          3,
          new Cancellation());
    }
    assertEquals(3, lines.size());
    assertTrue(lines.get(0).startsWith("GET /health/live "), lines.get(0));
    assertTrue(lines.get(1).startsWith("GET /kylin/api/async_query/"), lines.get(1));
    assertEquals(lines.get(0), lines.get(2));
  }

  @Test
  void an_answer_that_breaks_off_ends_it() throws Exception {
    try (ServerSocket server = answering(new CopyOnWriteArrayList<>(), 1)) {
      var address = (InetSocketAddress) server.getLocalSocketAddress();

      assertThrows(
          IOException.class, () -> Rehearsal.run(address, Optional.empty(), 2, new Cancellation()));
    }
  }

  @Test
  void a_cancelled_one_asks_nothing() throws Exception {
    List<String> lines = new CopyOnWriteArrayList<>();
    Cancellation over = new Cancellation();
    over.cancel(new QueryFailure(FailureCategory.CANCELLED, "a query has come"));
    try (ServerSocket server = answering(lines, 1)) {
      var address = (InetSocketAddress) server.getLocalSocketAddress();

      assertThrows(
          QueryFailedException.class, () -> Rehearsal.run(address, Optional.empty(), 1, over));
    }
    assertEquals(List.of(), lines);
  }

  /** Takes one connection, answers {@code count} requests on it and closes it. */
  private static ServerSocket answering(List<String> requestLines, int count) throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(() -> {
          try (Socket client = server.accept();
              BufferedReader in =
                  new BufferedReader(
                      new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            for (int i = 0; i < count; i++) {
              String line = in.readLine();
              while (line != null && !line.isEmpty()) {
                if (line.startsWith("GET ")) {
                  requestLines.add(line);
                }
                line = in.readLine();
              }
              client
                  .getOutputStream()
                  .write(
                      "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"
                          .getBytes(StandardCharsets.US_ASCII));
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return server;
  }
}
