package io.asyncquery.storage.results;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.CsvDialect;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.ResultFormat;
import io.asyncquery.domain.ResultSummary;
import io.asyncquery.storage.DataFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * Writes many rows in one format and prints how fast and with how much memory: {@code
 * ExportManyRows csv|json|ndjson|xlsx|parquet ROWS ROUNDS}. Run with {@code -Xmx256m}.
 */
final class ExportManyRows {

  private ExportManyRows() {}

  public static void main(String[] args) throws IOException {
    ResultFormat format = format(args[0]);
    long rows = Long.parseLong(args[1]);
    Path temporary = Files.createTempDirectory("export");
    try (DataFolder folder = DataFolder.open(temporary);
        ResultEncoders encoders = new ResultEncoders()) {
      FileResultStore results = new FileResultStore(folder, encoders);
      for (int round = 0; round < Integer.parseInt(args[2]); round++) {
        QueryId id = new QueryId(new UUID(1, round));
        write(results, id, format, rows, System.out);
        results.delete(List.of(id));
      }
    }
    System.out.println(Files.readString(Path.of("/proc/self/status")).lines().filter(line -> line.startsWith("VmHWM")).findFirst().orElse(""));
  }

  static ResultSummary write(
      FileResultStore results, QueryId id, ResultFormat format, long rows, PrintStream log) {
    try (LineorderBatches batches = new LineorderBatches(rows)) {
      long start = System.nanoTime();
      ResultSummary summary = results.write(id, format, batches, new Cancellation());
      double seconds = (System.nanoTime() - start) / 1e9;
      log.printf(
          "%s: %,d rows, %,d bytes, %.2f s, %,.0f rows/s, %.0f MB/s%n",
          format.extension(),
          rows,
          summary.bytes(),
          seconds,
          rows / seconds,
          summary.bytes() / seconds / 1e6);
      return summary;
    }
  }

  static ResultFormat format(String extension) {
    return switch (extension) {
      case "csv" -> new ResultFormat.Csv(CsvDialect.DEFAULT);
      case "json" -> new ResultFormat.Json();
      case "ndjson" -> new ResultFormat.NdJson();
      case "xlsx" -> new ResultFormat.Xlsx(true);
      case "parquet" -> new ResultFormat.Parquet();
      default -> throw new IllegalArgumentException(extension);
    };
  }
}
