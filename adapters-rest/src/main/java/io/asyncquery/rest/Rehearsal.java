package io.asyncquery.rest;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.rest.tls.Tls;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;

/**
 * A client on this machine that asks how the server is, and for the state of no query as nobody,
 * again and again: what every request passes is then compiled before the first export comes, whose
 * client polls. Until it is, the compiler takes the cores from that export.
 */
final class Rehearsal {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final List<byte[]> REQUESTS =
      List.of(
          request("/health/live"),
          request("/kylin/api/async_query/00000000-0000-4000-8000-000000000000/status"));
  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final String LENGTH = "content-length:";

  private Rehearsal() {}

  /**
   * Asks {@code count} times on one connection, an answer after the other.
   *
   * @param address that the server is bound to
   * @param tls the server's own, where it speaks that
   * @throws io.asyncquery.domain.QueryFailedException with the reason of the cancellation
   */
  static void run(
      InetSocketAddress address, Optional<Tls> tls, int count, Cancellation cancellation)
      throws IOException {
    SocketFactory sockets =
        tls.<SocketFactory>map(Tls::sockets).orElseGet(SocketFactory::getDefault);
    try (Socket socket = sockets.createSocket()) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.connect(reachable(address), (int) PATIENCE.toMillis());
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int i = 0; i < count; i++) {
        cancellation.check();
        socket.getOutputStream().write(REQUESTS.get(i % REQUESTS.size()));
        in.skipNBytes(bodyLength(head(in)));
      }
    }
  }

  private static byte[] request(String path) {
    return "GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n\r\n"
        .formatted(path)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static InetSocketAddress reachable(InetSocketAddress bound) {
    return bound.getAddress().isAnyLocalAddress()
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), bound.getPort())
        : bound;
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int matched = 0; matched < END_OF_HEAD.length; ) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      head.append((char) next);
      matched = next == END_OF_HEAD[matched] ? matched + 1 : next == END_OF_HEAD[0] ? 1 : 0;
    }
    return head.toString();
  }

  private static long bodyLength(String head) throws IOException {
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, LENGTH, 0, LENGTH.length()))
        .map(line -> Long.parseLong(line.substring(LENGTH.length()).strip()))
        .findFirst()
        .orElseThrow(() -> new IOException("an answer of unknown length"));
  }
}
