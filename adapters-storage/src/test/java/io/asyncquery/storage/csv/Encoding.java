package io.asyncquery.storage.csv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.application.testdata.TrackedBatches;
import io.asyncquery.domain.CsvDialect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Runs the encoder in the tests, and compares what it writes with the oracle. */
final class Encoding {

  private Encoding() {}

  /** What the encoder writes with a few threads; every batch must be closed then. */
  static byte[] encode(Rows rows, CsvDialect dialect) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TrackedBatches batches = rows.lend();
    try (CsvEncoding threads = new CsvEncoding(3)) {
      long written = new CsvEncoder(dialect, threads).encode(batches, out, new Cancellation());
      assertEquals(rows.values().size(), written);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    batches.assertAllClosed();
    return out.toByteArray();
  }

  /** What the encoder writes, as text without a byte order mark, which must be there if wanted. */
  static String text(Rows rows, CsvDialect dialect) {
    byte[] bytes = encode(rows, dialect);
    byte[] mark = dialect.bom() ? "\uFEFF".getBytes(dialect.charset()) : new byte[0];
    boolean marksItself = dialect.charset().equals(StandardCharsets.UTF_16);
    if (marksItself) {
      mark = new byte[] {(byte) 0xfe, (byte) 0xff};
    }
    assertArrayEquals(mark, Arrays.copyOf(bytes, Math.min(bytes.length, mark.length)));
    int start = marksItself ? 0 : mark.length;
    return new String(bytes, start, bytes.length - start, dialect.charset());
  }

  /** The encoder writes {@code rows} as the contract states it. */
  static void assertContract(Rows rows, CsvDialect dialect) {
    String expected = SlowCsv.text(rows.columns(), rows.values(), dialect);
    assertEquals(expected, text(rows, dialect), dialect::toString);
  }
}
