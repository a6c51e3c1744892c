package io.asyncquery.bootstrap.crash;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/** One connection that is kept open and asks for a status now and then. */
final class Poller implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 60_000;

  private final URI address;
  private final String user;
  private final Socket socket;
  private final InputStream in;

  Poller(URI address, String user) throws IOException {
    this.address = address;
    this.user = user;
    this.socket = new Socket(address.getHost(), address.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    this.in = new BufferedInputStream(socket.getInputStream(), 1_024);
  }

  /** Asks for the status of a query on this connection; returns the status of the answer. */
  int poll(String id) throws IOException {
    String request =
        "GET %s/async_query/%s/status HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\n\r\n"
            .formatted(address.getPath(), id, address.getAuthority(), Caller.authorization(user));
    socket.getOutputStream().write(request.getBytes(US_ASCII));
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
      }
    }
    in.skipNBytes(length);
    return status;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("The server closed a connection after [" + line + "]");
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
