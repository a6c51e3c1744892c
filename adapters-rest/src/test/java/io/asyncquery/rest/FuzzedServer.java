package io.asyncquery.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A server that is sent anything, and what must not be in its answers. */
final class FuzzedServer implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 10_000;

  /** All but 505, which is for a request of another version of HTTP (RFC 9110, 15.6.6). */
  private static final Pattern SERVER_ERROR = Pattern.compile("(?m)^HTTP/1\\.1 5(?!05)\\d\\d ");

  private static final List<String> LEAKS =
      List.of(
          "exception",
          "\tat ",
          "java.lang",
          "io.asyncquery",
          "org.glassfish",
          "nullpointer",
          System.getProperty("user.dir").toLowerCase(Locale.ROOT),
          System.getProperty("java.home").toLowerCase(Locale.ROOT));

  private final Service service = new Service();
  private final String result = service.successful().toString();

  /** What is wrong with the answer to {@code input}, if anything. */
  Optional<String> fault(FuzzTarget target, byte[] input) throws IOException {
    String sent = new String(input, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    String answer;
    try {
      answer = answer(target.request(input, result));
    } catch (SocketTimeoutException e) {
      return Optional.of("no answer and no end");
    }
    if (SERVER_ERROR.matcher(answer).find()) {
      return Optional.of(answer);
    }
    String lowerCase = answer.toLowerCase(Locale.ROOT);
    return LEAKS.stream()
        .filter(leak -> lowerCase.contains(leak) && !sent.contains(leak))
        .map(leak -> "[" + leak + "] in " + answer)
        .findFirst();
  }

  /** All that comes until the server closes, which it does where it waits for more. */
  private String answer(byte[] request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      try {
        socket.getOutputStream().write(request);
        socket.shutdownOutput();
        copy(socket.getInputStream(), answer);
      } catch (SocketTimeoutException e) {
        throw e;
      } catch (SocketException reset) {
        // The server may close before it has read all.
        return answer.toString(StandardCharsets.ISO_8859_1);
      }
      return answer.toString(StandardCharsets.ISO_8859_1);
    }
  }

  private static void copy(InputStream from, ByteArrayOutputStream to) throws IOException {
    byte[] part = new byte[8_192];
    for (int read = from.read(part); read >= 0; read = from.read(part)) {
      to.write(part, 0, read);
    }
  }

  @Override
  public void close() {
    service.close();
  }
}
