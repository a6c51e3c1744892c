package io.asyncquery.rest.download;

import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.NIOConnection;

/**
 * A {@link Reply} on its way to the client, past Jersey's streams, so that no byte of a file as it
 * is passes through the heap and no thread waits for a slow reader.
 */
final class Transmission {

  /** Not the context of the request: its like are used again for other connections. */
  private final NIOConnection connection;

  private final FileChannel file;
  private final long size;
  private final Executor compression;
  private final LongAdder sent = new LongAdder();

  /**
   * @param size of the file in bytes
   * @param compression where pieces of files are compressed
   */
  Transmission(FileChannel file, long size, Executor compression, Response response) {
    this.file = file;
    this.size = size;
    this.compression = compression;
    this.connection = (NIOConnection) response.getRequest().getContext().getConnection();
  }

  /**
   * Begins to send. The future ends when all is with the operating system, or by an exception when
   * the client is gone; the file is needed until then.
   */
  CompletableFuture<Void> send(Reply reply, Response response) {
    response.setStatus(reply.status());
    reply
        .headers()
        .forEach((name, value) -> {
          if (name.equals(HttpHeaders.VARY)) {
            response.addHeader(name, value); // What else it varies by has been said.
          } else {
            response.setHeader(name, value);
          }
        });
    if (reply.body() instanceof Reply.Plain plain) {
      response.setContentLengthLong(plain.length());
    }
    try {
      response.flush();
      // Not by Jersey's word: it calls HEAD a GET where a resource knows GET alone.
      return response.getRequest().getMethod() == Method.HEAD
          ? CompletableFuture.completedFuture(null)
          : send(reply.body(), response.getRequest().isSecure());
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Bytes of the body that the client's side has taken so far. */
  long sent() {
    return sent.sum();
  }

  /** Gives the client up: what is not sent yet fails. */
  void abort() {
    connection.terminateSilently();
  }

  private CompletableFuture<Void> send(Reply.Body body, boolean secure) throws IOException {
    return switch (body) {
      case Reply.None _ -> CompletableFuture.completedFuture(null);
      case Reply.Plain(List<Reply.Segment> segments) when secure ->
          new CopiedBody(file, segments, compression, this::send).send();
      case Reply.Plain(List<Reply.Segment> segments) ->
          CompletableFuture.allOf(
              segments.stream().map(this::send).toArray(CompletableFuture<?>[]::new));
      case Reply.Compressed(Coding coding) ->
          new CompressedBody(file, size, coding, compression, this::send).send();
    };
  }

  private CompletableFuture<Void> send(Reply.Segment segment) {
    return switch (segment) {
      case Reply.Region(ByteRange range) ->
          write(new FileRegion(file, range, connection.getAsyncWriteQueue(), sent));
      case Reply.Text text -> send(text.bytes());
    };
  }

  private CompletableFuture<Void> send(byte[] bytes) {
    return write(Buffers.wrap(connection.getMemoryManager(), bytes))
        .thenRun(() -> sent.add(bytes.length));
  }

  private <M> CompletableFuture<Void> write(M message) {
    CompletableFuture<Void> written = new CompletableFuture<>();
    connection.write(message, new End<M>(written));
    return written;
  }

  /** Grizzly's word for the end of a write, as a future. */
  private static final class End<M> extends EmptyCompletionHandler<WriteResult<M, SocketAddress>> {

    private final CompletableFuture<Void> future;

    End(CompletableFuture<Void> future) {
      this.future = future;
    }

    @Override
    public void completed(WriteResult<M, SocketAddress> result) {
      future.complete(null);
    }

    @Override
    public void cancelled() {
      future.cancel(false);
    }

    @Override
    public void failed(Throwable failure) {
      future.completeExceptionally(failure);
    }
  }
}
