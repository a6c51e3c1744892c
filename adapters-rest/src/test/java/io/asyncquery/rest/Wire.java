package io.asyncquery.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One connection that stays open from request to request, and whose reader sets the pace. */
final class Wire implements AutoCloseable {

  /** Of ANN. */
  static final String SIGN_IN = "Authorization: Basic QU5OOmFubg==\r\n";

  private final Socket socket = new Socket();
  private final InputStream in;

  Wire(int port) throws IOException {
    this(port, 64 << 10);
  }

  /**
   * @param receiveBuffer about as many bytes wait on this side for their reader
   */
  Wire(int port, int receiveBuffer) throws IOException {
    socket.setReceiveBufferSize(receiveBuffer);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setSoTimeout(20_000);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** The first line and the headers of an answer, by their names in lower case. */
  record Head(int status, Map<String, String> headers) {

    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  void get(String path, String... headers) throws IOException {
    send("GET " + path + " HTTP/1.1\r\nHost: x\r\n" + SIGN_IN + String.join("", headers) + "\r\n");
  }

  void send(String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  /** The body, which comes next; that of an answer in chunks is put together. */
  InputStream body(Head head) {
    return head.header("transfer-encoding").equals("chunked")
        ? new Chunks(in)
        : new Part(in, Long.parseLong(head.header("content-length")));
  }

  Head head() throws IOException {
    String first = line(in);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
    }
    return new Head(Integer.parseInt(first.substring(9, 12)), headers);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("The connection ends after [" + line + "]");
      }
      line.write(c);
    }
    return line.toString(StandardCharsets.US_ASCII).strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** So many bytes, then the end. */
  private static final class Part extends InputStream {

    private final InputStream in;
    private long left;

    Part(InputStream in, long length) {
      this.in = in;
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = in.read(bytes, offset, (int) Math.min(length, left));
      if (read < 0) {
        throw new EOFException("[" + left + "] bytes are missing");
      }
      left -= read;
      return read;
    }
  }

  /** What comes in chunks (RFC 9112, section 7.1), put together. */
  private static final class Chunks extends InputStream {

    private final InputStream in;
    private InputStream chunk = nullInputStream();
    private boolean begun;
    private boolean ended;

    Chunks(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      while (!ended) {
        int read = chunk.read(bytes, offset, length);
        if (read >= 0) {
          return read;
        }
        next();
      }
      return -1;
    }

    private void next() throws IOException {
      if (begun) {
        assertEquals("", line(in));
      }
      begun = true;
      int length = Integer.parseInt(line(in), 16);
      chunk = new Part(in, length);
      if (length == 0) {
        ended = true;
        assertEquals("", line(in));
      }
    }
  }
}
