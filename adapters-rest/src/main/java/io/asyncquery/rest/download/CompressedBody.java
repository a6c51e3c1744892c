package io.asyncquery.rest.download;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * A file on its way to a client in chunks of a coding. The next piece of it is read and compressed
 * when the socket has taken the one before, so that a slow client costs the memory of one piece and
 * no thread. At any time there is either one piece in work or one being sent, never both.
 */
final class CompressedBody {

  /** Of the file, compressed at a time. */
  private static final int PIECE = 64 << 10;

  private static final byte[] END_OF_CHUNK = "\r\n".getBytes(StandardCharsets.US_ASCII);

  private final FileChannel file;
  private final long size;
  private final Executor threads;
  private final Function<byte[], CompletionStage<Void>> socket;
  private final ByteArrayOutputStream encoded = new ByteArrayOutputStream();
  private final OutputStream encoder;
  private final CompletableFuture<Void> sent = new CompletableFuture<>();
  private long position;

  /**
   * @param threads for the compression
   * @param socket sends bytes, and says when they are with the operating system
   */
  CompressedBody(
      FileChannel file,
      long size,
      Coding coding,
      Executor threads,
      Function<byte[], CompletionStage<Void>> socket)
      throws IOException {
    this.file = file;
    this.size = size;
    this.threads = threads;
    this.socket = socket;
    this.encoder = coding.encoder(encoded);
  }

  /**
   * Begins to send all but the mark of the end, which is the caller's. The future ends when all is
   * sent, or by an exception when the file or the client fails.
   */
  CompletableFuture<Void> send() {
    proceed();
    return sent;
  }

  private void proceed() {
    try {
      threads.execute(this::sendNext);
    } catch (RuntimeException e) { // The pool is closed: the server stops.
      end(e);
    }
  }

  private void sendNext() {
    try {
      byte[] chunk = nextChunk();
      socket
          .apply(chunk)
          .whenComplete((_, failure) -> {
            if (failure != null) {
              end(failure);
            } else if (position == size) {
              sent.complete(null);
            } else {
              proceed();
            }
          });
    } catch (IOException | RuntimeException | Error e) {
      end(e); // Whatever it is: without an end, the file would stay open.
    }
  }

  private void end(Throwable failure) {
    try {
      encoder.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    sent.completeExceptionally(failure);
  }

  /** At least one byte of the coding: an empty chunk would be the end. */
  private byte[] nextChunk() throws IOException {
    ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, size));
    do {
      read(piece.clear());
      encoder.write(piece.array(), 0, piece.limit());
      if (position == size) {
        encoder.close();
      }
    } while (encoded.size() == 0);
    return chunk();
  }

  private void read(ByteBuffer piece) throws IOException {
    piece.limit((int) Math.min(piece.capacity(), size - position));
    while (piece.hasRemaining()) {
      int read = file.read(piece, position);
      if (read < 0) {
        throw new EOFException(
            "The file ends [" + (size - position) + "] bytes before its recorded size");
      }
      position += read;
    }
  }

  private byte[] chunk() {
    byte[] length =
        (Integer.toHexString(encoded.size()) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    byte[] chunk =
        ByteBuffer.allocate(length.length + encoded.size() + END_OF_CHUNK.length)
            .put(length)
            .put(encoded.toByteArray())
            .put(END_OF_CHUNK)
            .array();
    encoded.reset();
    return chunk;
  }
}
