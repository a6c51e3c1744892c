package io.asyncquery.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes down a socket, well formed or not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EdgeTest {

  private static final String SIGN_IN = "Authorization: Basic QURNSU46S1lMSU4=\r\n";
  private static final String STATUS =
      "/kylin/api/async_query/43eeb967-e76a-4214-8932-70594d454013/status";

  @AutoClose private final Service service = new Service();

  /** Sends bytes and reads until the server closes or has been silent for long. */
  private String send(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(read(socket.getInputStream()), StandardCharsets.UTF_8);
    }
  }

  private static byte[] read(InputStream answer) throws IOException {
    return answer.readAllBytes();
  }

  private String get(String target, String... headers) throws IOException {
    return send(
        "GET "
            + target
            + " HTTP/1.1\r\nConnection: close\r\n"
            + SIGN_IN
            + String.join("\r\n", headers)
            + "\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/kylin/api/async_query/%zz/status",
        "/kylin/api/async_query/a|b/status",
        STATUS + "?project=%zz",
        STATUS + "?%%%=|{}",
        "/\\..\\..\\etc",
      })
  void a_target_that_is_no_uri_is_a_400(String target) throws IOException {
    String answer = get(target, "Host: x");
    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    assertTrue(
        answer.endsWith(
            "{\"code\":\"999\",\"data\":null,"
                + "\"msg\":\"The path, the query or the host is not part of a URI\"}"),
        answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host: a b", "Host: [", "Host: a\u00e9/..", "Host: <script>"})
  void a_host_that_is_none_is_a_400(String host) throws IOException {
    String answer = get(STATUS, host);
    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    assertFalse(answer.contains("<script>"), answer);
  }

  @Test
  void a_request_of_http_1_1_without_a_host_is_a_400() throws IOException {
    assertTrue(get(STATUS, "X: y").startsWith("HTTP/1.1 400 "));
  }

  @Test
  void a_request_of_http_1_0_is_answered_and_the_connection_closed() throws IOException {
    String answer = send("GET " + STATUS + " HTTP/1.0\r\n" + SIGN_IN + "\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    assertTrue(answer.contains("MISSING"), answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
        "Content-Length: 2, 2\r\n\r\n{}",
        "Content-Length: +2\r\n\r\n{}",
        "Content-Length: 0x2\r\n\r\n{}",
        "Content-Length:\r\n\r\n{}",
        "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: identity\r\nContent-Length: 2\r\n\r\n{}",
        "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
        "Content-Length: -2\r\n\r\n{}",
        "Content-Length: 99999999999999999999\r\n\r\n{}",
        "Content-Length: two\r\n\r\n{}",
        "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
      })
  void a_body_of_two_lengths_or_none_is_a_400(String rest) throws IOException {
    String answer = send("POST /kylin/api/async_query HTTP/1.1\r\nHost: x\r\n" + SIGN_IN + rest);
    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    assertTrue(service.queries.running().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET %s HTTP/1.1\nHost: x\n\n",
        "GET %s HTTP/1.1\r\nHost: x\n\r\n",
        "GET %s HTTP/1.1\r\nHost: x\nX: y\r\n\r\n",
        "GET %s HTTP/1.1\r\nHost: x\r\nX: y\r\n z\r\n\r\n",
        "GET %s HTTP/1.1\r\nHost: x\r\nX: y\r\n\tTransfer-Encoding: chunked\r\n\r\n",
        "GET %s HTTP/1.1\r\nHost: x\r\nX: y\rContent-Length: 2\r\n\r\n",
        "GET %s HTTP/1.1\r\nHost: x\r\nX: y\u0000\r\n\r\n",
        "GET %s HTTP/1.1\r\n Host: x\r\n\r\n",
        "GET %s HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "GET %s HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      })
  void a_head_of_which_a_proxy_may_see_another_end_is_a_400_and_the_end_of_the_connection(
      String head) throws IOException {
    String answer = send(head.formatted("/health/live") + "GET /health/live HTTP/1.1\r\n\r\n");

    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    assertEquals(1, answer.split("HTTP/1.1 ", -1).length - 1, answer);
  }

  @Test
  void a_head_may_come_in_pieces() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(10_000);
      String head = "GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      for (byte each : head.getBytes(StandardCharsets.US_ASCII)) {
        socket.getOutputStream().write(each);
        socket.getOutputStream().flush();
      }
      String answer = new String(read(socket.getInputStream()), StandardCharsets.UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    }
  }

  @Test
  void more_headers_than_anybody_needs_are_a_400() throws IOException {
    String many = "X: y\r\n".repeat(101);
    assertTrue(
        send("GET /health/live HTTP/1.1\r\nHost: x\r\n" + many + "\r\n")
            .startsWith("HTTP/1.1 400 "));
  }

  @Test
  void headers_that_trickle_in_are_cut() throws IOException {
    assertCut("GET /health/live HTTP/1.1\r\nX: ");
  }

  @Test
  void a_body_that_trickles_in_is_cut() throws IOException {
    assertCut(
        "POST /kylin/api/async_query HTTP/1.1\r\nHost: x\r\n"
            + SIGN_IN
            + "Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n");
  }

  /** Sends a byte every tenth of a second, as long as the server takes them. */
  private void assertCut(String beginning) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      socket.setSoTimeout(100);
      while (isOpen(socket)) {
        assertTrue(System.nanoTime() < deadline, "still open");
        try {
          socket.getOutputStream().write('y');
        } catch (IOException e) {
          return;
        }
      }
    }
  }

  private static boolean isOpen(Socket socket) {
    try {
      return socket.getInputStream().read() >= 0;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void headers_beyond_the_limit_are_a_400() throws IOException {
    assertTrue(get(STATUS, "Host: x", "X: " + "y".repeat(9_000)).startsWith("HTTP/1.1 400 "));
    assertTrue(get("/" + "y".repeat(9_000), "Host: x").startsWith("HTTP/1.1 400 "));
  }

  @Test
  void a_connection_that_does_nothing_is_closed() throws IOException {
    assertEquals("", send(""));
    assertEquals("", send("GET " + STATUS + " HTTP/1.1\r\nHost:"));
  }

  @RepeatedTest(20)
  void requests_on_one_connection_are_answered_in_their_order() throws IOException {
    String result = "/kylin/api/async_query/" + service.successful() + "/result";
    String request = "GET %s HTTP/1.1\r\nHost: x\r\n" + SIGN_IN + "%s\r\n";
    String answers =
        send(
            request.formatted(STATUS, "")
                + request.formatted(result, "Range: bytes=0-1\r\n")
                + request.formatted(result, "")
                + request.formatted("/health/live", "")
                + request.formatted(result, "Connection: close\r\n"));
    String bodies = answers.replaceAll("(?s)HTTP/1.1 \\d+ .*?\r\n\r\n", "|");
    assertEquals(
        "|{\"code\":\"000\",\"data\":{\"queryID\":\"43eeb967-e76a-4214-8932-70594d454013\","
            + "\"status\":\"MISSING\",\"info\":\"query status is lost\"},\"msg\":\"\"}|0,|"
            + Service.TWO_ROWS_CSV
            + "|{\"status\":\"UP\"}|"
            + Service.TWO_ROWS_CSV,
        bodies);
  }

  @Test
  void many_downloads_may_be_asked_for_at_once() throws IOException {
    String result = "/kylin/api/async_query/" + service.successful() + "/result";
    String request = "GET " + result + " HTTP/1.1\r\nHost: x\r\n" + SIGN_IN;
    String answers = send((request + "\r\n").repeat(999) + request + "Connection: close\r\n\r\n");
    assertEquals(
        Service.TWO_ROWS_CSV.repeat(1_000), answers.replaceAll("(?s)HTTP/1.1 200 .*?\r\n\r\n", ""));
  }

  @Test
  void head_sends_no_byte_of_the_result() throws IOException {
    String request =
        "%s /kylin/api/async_query/"
            + service.successful()
            + "/%s HTTP/1.1\r\nHost: x\r\n"
            + SIGN_IN;
    String answers =
        send(
            request.formatted("HEAD", "result")
                + "\r\n"
                + request.formatted("HEAD", "result_download")
                + "Range: bytes=0-1\r\n\r\n"
                + request.formatted("HEAD", "status")
                + "Connection: close\r\n\r\n");
    assertEquals("|||", answers.replaceAll("(?s)HTTP/1.1 20\\d .*?\r\n\r\n", "|"));
  }

  @Test
  void an_offer_of_another_protocol_is_passed_over() throws IOException {
    String body = "{\"sql\":\"select two rows\"}";
    String answer =
        send(
            "POST /kylin/api/async_query HTTP/1.1\r\nHost: x\r\n"
                + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAAA\r\n"
                + SIGN_IN
                + "Content-Type: application/json\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body);
    assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    assertTrue(answer.contains("\r\nContent-Type: application/json;charset=utf-8\r\n"), answer);
    assertTrue(answer.contains("\"status\":\"RUNNING\""), answer);
  }

  @Test
  void an_answer_names_no_software_and_no_version() throws IOException {
    for (String target : new String[] {STATUS, "/nowhere", "/health/live", "/%zz"}) {
      String answer = get(target, "Host: x").toLowerCase(Locale.ROOT);
      for (String word : new String[] {"server:", "x-powered-by", "grizzly", "jersey", "java"}) {
        assertFalse(answer.contains(word), answer);
      }
      assertTrue(answer.contains("\r\nx-content-type-options: nosniff\r\n"), answer);
      assertTrue(answer.contains("\r\nx-frame-options: deny\r\n"), answer);
      assertTrue(
          answer.contains(
              "\r\ncontent-security-policy: default-src 'none'; frame-ancestors 'none'\r\n"),
          answer);
      assertTrue(answer.contains("\r\ncross-origin-resource-policy: same-origin\r\n"), answer);
      assertTrue(answer.contains("\r\nreferrer-policy: no-referrer\r\n"), answer);
      assertFalse(answer.contains("access-control-"), answer);
      assertTrue(answer.contains("\r\ncache-control: no-store\r\n"), answer);
      assertTrue(answer.contains("\r\ndate: "), answer);
    }
  }

  @Test
  void a_malformed_accept_is_no_obstacle() throws IOException {
    String answer = get(STATUS, "Host: x", "Accept: ;;,/;q=x,a/b;q=,");
    assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
  }

  @Test
  void options_tells_the_methods_and_does_nothing() {
    Answer answer = service.ann().send("OPTIONS", "", "");
    assertEquals(200, answer.status());
    assertTrue(answer.header("Allow").orElseThrow().contains("POST"));
    assertTrue(answer.header("Access-Control-Allow-Origin").isEmpty());
  }

  @Test
  void there_is_no_description_of_the_api_but_ours() {
    assertEquals(404, service.ann().get("~/application.wadl").status());
  }
}
