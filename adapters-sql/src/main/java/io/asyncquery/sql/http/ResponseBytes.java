package io.asyncquery.sql.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The bytes of a response as they come: taken from the network no faster than they are read here,
 * which fails where none come for too long. Closing it, from any thread, ends a read that waits.
 */
public final class ResponseBytes extends InputStream
    implements HttpResponse.BodySubscriber<InputStream> {

  /** What the network has handed over: bytes, or how it ended. */
  private sealed interface Arrival {}

  private record Bytes(List<ByteBuffer> buffers) implements Arrival {}

  private record End(Optional<Throwable> failure) implements Arrival {}

  private final Duration silence;
  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
  private final Queue<ByteBuffer> buffers = new ArrayDeque<>();
  private Optional<End> end = Optional.empty();

  /**
   * @param silence how long nothing may come
   */
  public ResponseBytes(Duration silence) {
    this.silence = silence;
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription subscribed) {
    if (!subscription.complete(subscribed)) {
      subscribed.cancel();
      return;
    }
    subscribed.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> items) {
    arrivals.add(new Bytes(items));
  }

  @Override
  public void onError(Throwable failure) {
    arrivals.add(new End(Optional.of(failure)));
  }

  @Override
  public void onComplete() {
    arrivals.add(new End(Optional.empty()));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    ByteBuffer buffer = buffers.peek();
    while (buffer == null || !buffer.hasRemaining()) {
      if (buffer != null) {
        buffers.remove();
      } else if (!await()) {
        return -1;
      }
      buffer = buffers.peek();
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(target, offset, count);
    return count;
  }

  /** Waits for more; false at the end. */
  private boolean await() throws IOException {
    if (end.isEmpty()) {
      switch (arrival()) {
        case Bytes(var more) -> {
          subscription.join().request(1);
          buffers.addAll(more);
          return true;
        }
        case End last -> end = Optional.of(last);
      }
    }
    Optional<Throwable> failure = end.orElseThrow().failure();
    if (failure.isPresent()) {
      throw new IOException("The response broke off", failure.get());
    }
    return false;
  }

  private Arrival arrival() throws IOException {
    try {
      Arrival arrival = arrivals.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
      if (arrival == null) {
        throw new SocketTimeoutException("Nothing came for [" + silence + "]");
      }
      return arrival;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The wait for a response was interrupted", e);
    }
  }

  @Override
  public void close() {
    arrivals.add(new End(Optional.of(new IOException("closed"))));
    if (!subscription.completeExceptionally(new IOException("closed"))
        && !subscription.isCompletedExceptionally()) {
      subscription.join().cancel();
    }
  }
}
