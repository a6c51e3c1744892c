package io.asyncquery.rest.download;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Segments of a file on their way through TLS, which the kernel cannot copy for us. The next piece
 * is read when the socket has taken the one before, so that a slow client costs the memory of one
 * piece and no thread.
 */
final class CopiedBody {

  private static final int PIECE = 128 << 10;

  private final FileChannel file;
  private final Executor threads;
  private final Function<byte[], CompletionStage<Void>> socket;
  private final Queue<Reply.Segment> left;
  private final CompletableFuture<Void> sent = new CompletableFuture<>();
  private long position;

  /**
   * @param threads for the reading and the encryption
   * @param socket sends bytes, and says when they are with the operating system
   */
  CopiedBody(
      FileChannel file,
      List<Reply.Segment> segments,
      Executor threads,
      Function<byte[], CompletionStage<Void>> socket) {
    this.file = file;
    this.left = new ArrayDeque<>(segments);
    this.threads = threads;
    this.socket = socket;
  }

  /** Begins to send. The future ends when all is sent, or by an exception. */
  CompletableFuture<Void> send() {
    proceed();
    return sent;
  }

  private void proceed() {
    try {
      threads.execute(this::sendNext);
    } catch (RuntimeException e) { // The pool is closed: the server stops.
      sent.completeExceptionally(e);
    }
  }

  private void sendNext() {
    try {
      if (left.isEmpty()) {
        sent.complete(null);
        return;
      }
      socket
          .apply(next())
          .whenComplete((_, failure) -> {
            if (failure == null) {
              proceed();
            } else {
              sent.completeExceptionally(failure);
            }
          });
    } catch (IOException | RuntimeException | Error e) {
      sent.completeExceptionally(e); // Whatever it is: without an end, the file would stay open.
    }
  }

  private byte[] next() throws IOException {
    return switch (left.element()) {
      case Reply.Text text -> {
        left.remove();
        yield text.bytes();
      }
      case Reply.Region(ByteRange range) -> {
        byte[] piece = read(range);
        if (position == range.length()) {
          left.remove();
          position = 0;
        }
        yield piece;
      }
    };
  }

  private byte[] read(ByteRange range) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, range.length() - position));
    while (piece.hasRemaining()) {
      int read = file.read(piece, range.first() + position);
      if (read < 0) {
        throw new EOFException("The file ends before its recorded size");
      }
      position += read;
    }
    return piece.array();
  }
}
