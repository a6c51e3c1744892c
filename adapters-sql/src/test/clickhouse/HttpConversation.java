import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Requests and responses of HTTP/1.1 on one socket, as much of it as this front needs. */
final class HttpConversation implements AutoCloseable {

  /** How long a look at whether the client has left waits for it. */
  private static final int LOOK_MILLIS = 10;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  HttpConversation(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
  }

  /** A request; names of headers are in lower case. */
  record Request(
      String path, Map<String, String> parameters, Map<String, String> headers, String body) {}

  /** The next one, or nothing where no more come. */
  Optional<Request> next() throws IOException {
    String[] line = line().split(" ");
    if (line.length < 2) {
      return Optional.empty();
    }
    Map<String, String> headers = new HashMap<>();
    for (String header = line(); !header.isEmpty(); header = line()) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    int query = line[1].indexOf('?');
    return Optional.of(
        new Request(
            query < 0 ? line[1] : line[1].substring(0, query),
            query < 0 ? Map.of() : parameters(line[1].substring(query + 1)),
            headers,
            body));
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&")) {
      String[] parts = pair.split("=", 2);
      parameters.put(
          URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
          parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  /** Begins a response, which {@link #end} ends. */
  void begin(int status, Map<String, String> headers) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Transfer-Encoding: chunked\r\n\r\n");
    out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
  }

  void write(byte[] bytes) throws IOException {
    if (bytes.length > 0) {
      out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(bytes);
      out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
  }

  void end() throws IOException {
    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** Whether the other side has hung up; it says nothing while it waits for an answer. */
  boolean isLeft() {
    try {
      socket.setSoTimeout(LOOK_MILLIS);
      in.mark(1);
      int next = in.read();
      in.reset();
      return next < 0;
    } catch (IOException e) {
      return !(e instanceof java.net.SocketTimeoutException);
    } finally {
      waitForever();
    }
  }

  private void waitForever() {
    try {
      socket.setSoTimeout(0);
    } catch (IOException _) {
      // It is closed.
    }
  }

  /** Hangs up, in the middle of a response too. */
  @Override
  public void close() throws IOException {
    socket.close();
  }
}
