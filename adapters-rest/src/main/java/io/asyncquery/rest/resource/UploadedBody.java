package io.asyncquery.rest.resource;

import io.asyncquery.rest.message.Problem;
import io.asyncquery.rest.message.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Reads a body that comes fast enough: one that trickles would keep a thread for as long. */
final class UploadedBody {

  private static final long LEAST_BYTES_PER_SECOND = 8 << 10;
  private static final int STEP = 8 << 10;

  private UploadedBody() {}

  /**
   * The body, or its first bytes where it is longer than {@code max}.
   *
   * @param grace how long it may take in any case
   * @throws RefusedException it broke off, or came too slowly
   */
  static byte[] read(InputStream body, int max, Duration grace) {
    long start = System.nanoTime();
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    byte[] step = new byte[STEP];
    try {
      while (whole.size() < max) {
        int read = body.read(step, 0, Math.min(step.length, max - whole.size()));
        if (read < 0) {
          break;
        }
        whole.write(step, 0, read);
        if (System.nanoTime() - start > grace.toNanos() + allowance(whole.size())) {
          throw late();
        }
      }
      return whole.toByteArray();
    } catch (IOException e) {
      throw late();
    }
  }

  private static long allowance(long bytes) {
    return bytes * Duration.ofSeconds(1).toNanos() / LEAST_BYTES_PER_SECOND;
  }

  private static RefusedException late() {
    return new RefusedException(Problem.INCOMPLETE, "The body did not come whole in time");
  }
}
