package io.asyncquery.benchmarks.server;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection to a server on this machine, blocking, for one thread: HTTP/1.1 with as little
 * work as can be, so that what is measured is the server. It knows bodies with a length and no
 * others.
 */
public final class HttpConnection implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 20;

  private final SocketChannel channel;
  private final String commonHeaders;
  private final ByteBuffer buffer;

  private HttpConnection(SocketChannel channel, String commonHeaders, int bufferBytes) {
    this.channel = channel;
    this.commonHeaders = commonHeaders;
    this.buffer = ByteBuffer.allocateDirect(bufferBytes).limit(0);
  }

  /** An answer with its body. */
  public record Answer(int status, String body) {}

  /** Takes the bytes of a body, piece by piece: those between position and limit. */
  public interface BodyConsumer {
    /** Does nothing with them. */
    BodyConsumer DISCARD = _ -> {};

    void accept(ByteBuffer piece) throws IOException;
  }

  /**
   * Connects.
   *
   * @param headers sent with every request, each ended by CR LF
   */
  public static HttpConnection open(int port, String headers) throws IOException {
    return open(port, headers, BUFFER_BYTES);
  }

  static HttpConnection open(int port, String headers, int bufferBytes) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return new HttpConnection(channel, "Host: 127.0.0.1:" + port + "\r\n" + headers, bufferBytes);
  }

  public Answer get(String path) throws IOException {
    send("GET " + path + " HTTP/1.1\r\n" + commonHeaders + "\r\n");
    return answer();
  }

  public Answer delete(String path) throws IOException {
    send("DELETE " + path + " HTTP/1.1\r\n" + commonHeaders + "\r\n");
    return answer();
  }

  public Answer postJson(String path, String body) throws IOException {
    send(
        "POST %s HTTP/1.1\r\n%sContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(path, commonHeaders, body.getBytes(StandardCharsets.UTF_8).length, body));
    return answer();
  }

  /** Reads the body of a GET through one buffer; returns its length in bytes. */
  public long download(String path, BodyConsumer consumer) throws IOException {
    send("GET " + path + " HTTP/1.1\r\n" + commonHeaders + "\r\n");
    Head head = head();
    if (head.status() != 200) {
      throw new IOException("The download was answered with status [" + head.status() + "]");
    }
    readBody(head.length(), consumer);
    return head.length();
  }

  private Answer answer() throws IOException {
    Head head = head();
    ByteBuffer body = ByteBuffer.allocate((int) head.length());
    readBody(head.length(), body::put);
    return new Answer(head.status(), new String(body.array(), StandardCharsets.UTF_8));
  }

  private record Head(int status, long length) {}

  private Head head() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    long length = -1;
    for (String line = line(); !line.isEmpty(); line = line()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    if (length < 0) {
      throw new IOException("The server did not say how long its answer is");
    }
    return new Head(status, length);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      if (!buffer.hasRemaining()) {
        fill();
      }
      char c = (char) buffer.get();
      if (c == '\n') {
        return line.toString();
      }
      if (c != '\r') {
        line.append(c);
      }
    }
  }

  private void readBody(long length, BodyConsumer consumer) throws IOException {
    for (long left = length; left > 0; ) {
      if (!buffer.hasRemaining()) {
        fill();
      }
      int count = (int) Math.min(left, buffer.remaining());
      consumer.accept(buffer.slice(buffer.position(), count));
      buffer.position(buffer.position() + count);
      left -= count;
    }
  }

  private void fill() throws IOException {
    buffer.clear();
    int read = channel.read(buffer);
    buffer.flip();
    if (read < 0) {
      throw new EOFException("The server closed the connection");
    }
  }

  private void send(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
