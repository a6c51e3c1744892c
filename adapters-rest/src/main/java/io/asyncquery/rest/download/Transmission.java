package io.asyncquery.rest.download;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.memory.Buffers;

/**
 * A {@link Reply} on its way to the client, past Jersey's streams, so that no byte of a file passes
 * through the heap and no thread waits for a slow reader.
 */
final class Transmission {

  private final FilterChainContext connection;
  private final FileChannel file;
  private final LongAdder sent = new LongAdder();

  Transmission(FileChannel file, Response response) {
    this.file = file;
    this.connection = response.getRequest().getContext();
  }

  /**
   * Begins to send. The future ends when all is with the operating system, or by an exception when
   * the client is gone; the file is needed until then.
   */
  CompletableFuture<Void> send(Reply reply, Response response) {
    response.setStatus(reply.status());
    reply.headers().forEach(response::setHeader);
    if (!reply.bodiless()) {
      response.setContentLengthLong(reply.contentLength());
    }
    try {
      response.flush();
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
    // Not by Jersey's word: it calls HEAD a GET where a resource knows GET alone.
    return response.getRequest().getMethod() == Method.HEAD
        ? CompletableFuture.completedFuture(null)
        : send(reply.body());
  }

  /** Bytes of the file that the client's side has taken so far. */
  long sent() {
    return sent.sum();
  }

  /** Gives the client up: what is not sent yet fails. */
  void abort() {
    connection.getConnection().terminateSilently();
  }

  private CompletableFuture<Void> send(List<Reply.Segment> body) {
    return CompletableFuture.allOf(
        body.stream().map(this::send).toArray(CompletableFuture<?>[]::new));
  }

  private CompletableFuture<Void> send(Reply.Segment segment) {
    Written written = new Written();
    switch (segment) {
      case Reply.Region(ByteRange range) ->
          connection.write(new FileRegion(file, range, sent), written);
      case Reply.Text text ->
          connection.write(Buffers.wrap(connection.getMemoryManager(), text.bytes()), written);
    }
    return written.future;
  }

  /** Grizzly's word for the end of a write, as a future. */
  @SuppressWarnings("rawtypes") // As Grizzly has it.
  private static final class Written extends EmptyCompletionHandler<WriteResult> {

    private final CompletableFuture<Void> future = new CompletableFuture<>();

    @Override
    public void completed(WriteResult result) {
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
