package io.asyncquery.rest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.RequestBuilder;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.QueryId;
import io.asyncquery.rest.tls.TestIdentity;
import io.asyncquery.rest.tls.Tls;
import io.asyncquery.rest.tls.TlsFiles;
import io.asyncquery.rest.tls.TrustsAll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server behind real TLS, with certificates of the JDK's own tool. */
class TlsTest {

  @TempDir private Path folder;
  private final Service service = new Service();

  @AfterEach
  void close() {
    service.close();
  }

  private TlsFiles files() {
    return new TlsFiles(folder.resolve("chain.pem"), folder.resolve("key.pem"));
  }

  private RestServer start() {
    RestSettings plain = RestSettings.onLoopback(0);
    return RestServer.start(
        new RestSettings(
            plain.host(),
            0,
            plain.workerThreads(),
            plain.maxBodyBytes(),
            plain.maxHeaderBytes(),
            plain.idleTimeout(),
            plain.zone(),
            plain.maxConnections(),
            Optional.of(files()),
            plain.crossOrigin(),
            plain.proxies()),
        UseCases.of(service.application),
        service.signIns(),
        service.audit);
  }

  private static SSLSocket connect(int port, String... protocols)
      throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustsAll()}, null);
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
    socket.setSoTimeout(20_000);
    if (protocols.length > 0) {
      socket.setEnabledProtocols(protocols);
    }
    return socket;
  }

  private static Certificate offered(int port) throws Exception {
    try (SSLSocket socket = connect(port)) {
      socket.startHandshake();
      return socket.getSession().getPeerCertificates()[0];
    }
  }

  private static byte[] get(int port, String path, String... headers) throws Exception {
    try (SSLSocket socket = connect(port)) {
      String request =
          "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%s%s\r\n"
              .formatted(path, Wire.SIGN_IN, String.join("", headers));
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().readAllBytes();
    }
  }

  private static byte[] body(byte[] answer) {
    String text = new String(answer, StandardCharsets.ISO_8859_1);
    return text.substring(text.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA", "Ed25519"})
  void keys_of_each_kind_serve_in_both_protocols(String algorithm) throws Exception {
    Certificate certificate = TestIdentity.of(algorithm).write(files());
    RestServer server = start();
    try {
      for (String protocol : new String[] {"TLSv1.3", "TLSv1.2"}) {
        try (SSLSocket socket = connect(server.port(), protocol)) {
          socket.startHandshake();
          assertEquals(protocol, socket.getSession().getProtocol());
          assertEquals(certificate, socket.getSession().getPeerCertificates()[0]);
        }
      }
    } finally {
      server.stop(Duration.ofSeconds(1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA", "Ed25519"})
  void a_server_asks_itself_also_after_its_certificate_was_replaced(String algorithm)
      throws Exception {
    Certificate first = TestIdentity.of(algorithm).write(files());
    RestServer server = start();
    try {
      server.rehearse(4, new Cancellation());
      Certificate second = TestIdentity.of(algorithm).write(files());
      assertNotEquals(first, second);
      awaitOffer(server.port(), second);

      server.rehearse(4, new Cancellation());
    } finally {
      server.stop(Duration.ofSeconds(1));
    }
  }

  @Test
  void a_server_that_asks_itself_trusts_no_other() throws Exception {
    TestIdentity.of("EC").write(files());
    RestServer other = start();
    try {
      TlsFiles own = new TlsFiles(folder.resolve("own.pem"), folder.resolve("own-key.pem"));
      TestIdentity.of("EC").write(own);
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), other.port());

      assertThrows(
          SSLHandshakeException.class,
          () -> Rehearsal.run(address, Optional.of(Tls.of(own)), 1, new Cancellation()));
      Rehearsal.run(address, Optional.of(Tls.of(files())), 1, new Cancellation());
    } finally {
      other.stop(Duration.ofSeconds(1));
    }
  }

  @Test
  void a_result_comes_through_whole_and_in_parts() throws Exception {
    TestIdentity.of("EC").write(files());
    service.engine.serve("select many", Rows.numbered(100_000));
    QueryId id = service.finish(RequestBuilder.request("select many").by("ANN"));
    byte[] expected = service.ann().get("/" + id + "/result").bytes();
    assertTrue(expected.length > 1_000_000);
    RestServer server = start();
    try {
      String path = "/kylin/api/async_query/" + id + "/result";

      byte[] answer = get(server.port(), path);

      assertArrayEquals(expected, body(answer));
      assertTrue(
          new String(answer, StandardCharsets.ISO_8859_1)
              .contains("\r\nStrict-Transport-Security: max-age=31536000\r\n"));
      byte[] part = body(get(server.port(), path, "Range: bytes=5-300004\r\n"));
      assertArrayEquals(Arrays.copyOfRange(expected, 5, 300_005), part);
      String parts =
          new String(
              body(get(server.port(), path, "Range: bytes=0-1,4-5\r\n")), StandardCharsets.UTF_8);
      assertTrue(parts.contains("Content-Range: bytes 0-1/" + expected.length), parts);
      assertTrue(parts.contains("Content-Range: bytes 4-5/" + expected.length), parts);
    } finally {
      server.stop(Duration.ofSeconds(1));
    }
  }

  @Test
  void an_identity_that_changes_is_offered_without_a_restart() throws Exception {
    Certificate first = TestIdentity.of("EC").write(files());
    RestServer server = start();
    try {
      assertEquals(first, offered(server.port()));
      Certificate second = TestIdentity.of("RSA").write(files());
      awaitOffer(server.port(), second);

      Files.writeString(files().certificateChain(), "nonsense");
      LockSupport.parkNanos(Duration.ofMillis(1_100).toNanos());
      assertEquals(second, offered(server.port()));

      Certificate third = TestIdentity.of("EC").write(files());
      assertNotEquals(first, third);
      awaitOffer(server.port(), third);
    } finally {
      server.stop(Duration.ofSeconds(1));
    }
  }

  private static void awaitOffer(int port, Certificate certificate) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!certificate.equals(offered(port))) {
      assertTrue(System.nanoTime() < deadline, "the old certificate is still offered");
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  @Test
  void old_protocols_and_plain_http_are_refused() throws Exception {
    TestIdentity.of("EC").write(files());
    RestServer server = start();
    try (Wire plain = new Wire(server.port())) {
      try (SSLSocket old = connect(server.port(), "TLSv1.1")) {
        assertThrows(SSLHandshakeException.class, old::startHandshake);
      }
      plain.get("/health/live");
      assertThrows(IOException.class, plain::head);
    } finally {
      server.stop(Duration.ofSeconds(1));
    }
  }

  @Test
  void files_that_hold_no_identity_stop_the_start() throws Exception {
    assertTrue(problem().startsWith("[server.tls] cannot be used: "), problem());
    TestIdentity.of("EC").write(files());
    byte[] other = Files.readAllBytes(files().privateKey());
    TestIdentity.of("EC").write(files());
    Files.write(files().privateKey(), other);
    assertTrue(problem().contains("does not certify the key in"), problem());
    Files.writeString(files().privateKey(), "-----BEGIN RSA PRIVATE KEY-----\n");
    assertTrue(problem().contains("openssl pkcs8"), problem());
  }

  private String problem() {
    return String.valueOf(assertThrows(UncheckedIOException.class, this::start).getMessage());
  }
}
