package io.asyncquery.storage.results;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.CsvDialect;
import io.asyncquery.domain.Digest;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.ResultFormat;
import io.asyncquery.domain.ResultSummary;
import io.asyncquery.storage.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Writes many rows in one format and prints how fast, and the peak of its memory: {@code
 * ExportManyRows FOLDER csv|json|ndjson|xlsx|parquet ROWS ROUNDS}.
 */
final class ExportManyRows {

  private ExportManyRows() {}

  public static void main(String[] args) throws IOException {
    ResultFormat format = format(args[1]);
    long rows = Long.parseLong(args[2]);
    try (DataFolder folder = DataFolder.open(Path.of(args[0]));
        ResultEncoders encoders = new ResultEncoders()) {
      FileResultStore results =
          new FileResultStore(folder.results(), encoders, SpaceLimits.NONE, Digest.Algorithm.CRC);
      for (int round = 0; round < Integer.parseInt(args[3]); round++) {
        QueryId id = new QueryId(new UUID(1, round));
        write(results, id, format, rows);
        results.delete(List.of(id));
      }
    }
    System.out.println(peakMemory());
  }

  private static void write(FileResultStore results, QueryId id, ResultFormat format, long rows) {
    try (LineorderBatches batches = new LineorderBatches(rows)) {
      long start = System.nanoTime();
      ResultSummary summary = results.write(id, format, batches, new Cancellation());
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.println(
          String.format(
              Locale.ROOT,
              "%s: %,d rows, %,d bytes, %.2f s, %,.0f rows/s, %.0f MB/s",
              format.extension(),
              summary.rows(),
              summary.bytes(),
              seconds,
              rows / seconds,
              summary.bytes() / seconds / 1e6));
    }
  }

  private static ResultFormat format(String extension) {
    return switch (extension) {
      case "csv" -> new ResultFormat.Csv(CsvDialect.DEFAULT);
      case "json" -> new ResultFormat.Json();
      case "ndjson" -> new ResultFormat.NdJson();
      case "xlsx" -> new ResultFormat.Xlsx(true);
      case "parquet" -> new ResultFormat.Parquet();
      default -> throw new IllegalArgumentException(extension);
    };
  }

  /** The kernel's word for it, where there is one. */
  private static String peakMemory() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.notExists(status)) {
      return "";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .findFirst()
        .orElse("");
  }
}
