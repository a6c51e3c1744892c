package io.asyncquery.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestServerTest {

  @AutoClose private final Service service = new Service();

  private RestServer start(int port) {
    return RestServer.start(
        RestSettings.onLoopback(port),
        UseCases.of(service.application),
        service.signIns(),
        service.audit);
  }

  @Test
  void a_port_in_use_is_named_with_what_to_do() {
    String message =
        assertThrows(UncheckedIOException.class, () -> start(service.port())).toString();
    assertTrue(
        message.contains(": Port [" + service.port() + "] of [127.0.0.1] cannot be had"), message);
    assertTrue(message.endsWith("choose another, or end what uses it"), message);
  }

  @Test
  void port_0_is_any_free_one() throws Exception {
    RestServer server = start(0);
    assertNotEquals(0, server.port());
    assertNotEquals(service.port(), server.port());
    server.stop(Duration.ofSeconds(1));
  }

  @Test
  void a_stopped_server_lets_its_port_go() throws Exception {
    RestServer server = start(0);
    int port = server.port();
    server.stop(Duration.ofSeconds(1));
    awaitRefusal(port);
    RestServer next = start(port);
    assertEquals(port, next.port());
    next.stop(Duration.ofSeconds(1));
  }

  // The system closes a listening socket when the selector has let it go, a moment later.
  private static void awaitRefusal(int port) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (System.nanoTime() < deadline) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      } catch (ConnectException refused) {
        return;
      }
    }
    fail("Port [" + port + "] still answers");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-1|1|1|512|60|port [-1] is not 0 to 65535",
        "65536|1|1|512|60|port [65536] is not 0 to 65535",
        "0|0|1|512|60|workerThreads [0] is not 1 or more",
        "0|1|0|512|60|maxBodyBytes [0] is not 1 or more",
        "0|1|1|511|60|maxHeaderBytes [511] is not 512 or more",
        "0|1|1|512|0|idleTimeout [PT0S] is under a second",
      })
  void settings_that_cannot_be_are_refused(
      int port, int threads, int body, int header, int idleSeconds, String message) {
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new RestSettings(
                        "127.0.0.1",
                        port,
                        threads,
                        body,
                        header,
                        Duration.ofSeconds(idleSeconds),
                        ZoneOffset.UTC))
            .getMessage());
  }
}
