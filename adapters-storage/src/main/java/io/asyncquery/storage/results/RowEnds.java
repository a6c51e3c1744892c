package io.asyncquery.storage.results;

import io.asyncquery.domain.CsvDialect;
import io.asyncquery.domain.ResultFormat;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * How the ends of rows are found in the bytes of a format: at each line feed, or at those outside
 * of quotes.
 *
 * @param quotes whether a line feed between quotes is part of a value
 * @param header whether the first line is no row
 */
record RowEnds(boolean quotes, boolean header) {

  private static final Set<Charset> PLAIN =
      Set.of(StandardCharsets.UTF_8, StandardCharsets.US_ASCII, StandardCharsets.ISO_8859_1);

  /** Nothing for a format whose bytes do not show its rows. */
  static Optional<RowEnds> of(ResultFormat format) {
    return switch (format) {
      case ResultFormat.Csv(CsvDialect dialect) when isPlain(dialect.charset()) ->
          Optional.of(new RowEnds(true, dialect.header()));
      case ResultFormat.NdJson _ -> Optional.of(new RowEnds(false, false));
      case ResultFormat.Csv _, ResultFormat.Json _, ResultFormat.Xlsx _, ResultFormat.Parquet _ ->
          Optional.empty();
    };
  }

  /** Whether the bytes of a line feed and a quote stand for nothing else in {@code charset}. */
  private static boolean isPlain(Charset charset) {
    if (PLAIN.contains(charset)) {
      return true;
    }
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      if (!Character.isSurrogate((char) c) && !isPlain((char) c, charset)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(char c, Charset charset) {
    byte[] bytes = String.valueOf(c).getBytes(charset);
    if (c == '\n' || c == '"') {
      return bytes.length == 1 && bytes[0] == c;
    }
    for (byte b : bytes) {
      if (b == '\n' || b == '"') {
        return false;
      }
    }
    return true;
  }
}
