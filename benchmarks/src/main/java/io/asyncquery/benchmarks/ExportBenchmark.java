package io.asyncquery.benchmarks;

import io.asyncquery.sql.sample.StarSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Times the export of a whole table, from POST to SUCCESSFUL with the result forced to the disk,
 * against DuckDB's own {@code COPY ... TO} of the same query on the same file with the same number
 * of threads. The two take turns, so that both meet the same moods of the machine, and their files
 * are compared.
 *
 * <p>Arguments: the scale of the sample data (default 1), the number of counted runs (default 5), a
 * folder for the data (default: {@code target/bench}).
 */
public final class ExportBenchmark {

  private static final String SQL = "select * from p_lineorder";

  private final PrintStream out;

  private ExportBenchmark(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] arguments) throws Exception {
    double scale = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 1;
    int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    Path folder = Path.of(arguments.length > 2 ? arguments[2] : "target/bench").toAbsolutePath();
    new ExportBenchmark(System.out).run(scale, runs, Files.createDirectories(folder));
  }

  private void run(double scale, int runs, Path folder)
      throws IOException, SQLException, InterruptedException {
    Path database = folder.resolve("ssb-" + scale + ".duckdb");
    StarSchema.create(database, scale, _ -> {});
    int threads = Runtime.getRuntime().availableProcessors();
    List<Double> copies = new ArrayList<>();
    List<Double> exports = new ArrayList<>();
    List<Double> answers = new ArrayList<>();
    try (ServerUnderTest server = ServerUnderTest.start(folder, database, threads)) {
      for (int run = 0; run <= runs; run++) {
        double copy = CopyPeer.copy(database, SQL, folder.resolve("copy.csv"), threads);
        ServerUnderTest.Export export = server.export(SQL);
        if (run == 0) {
          requireSameBytes(folder.resolve("copy.csv"), server, export);
          out.printf(
              Locale.ROOT,
              "first run: COPY %.3f s, ours %.3f s, not counted%n",
              copy,
              export.seconds());
        } else {
          copies.add(copy);
          exports.add(export.seconds());
          answers.add(export.answerMillis());
        }
        server.deleteResults();
      }
      out.printf(Locale.ROOT, "%s at scale %s, medians of %d%n", SQL, scale, runs);
      out.printf(
          Locale.ROOT, "DuckDB COPY, %d threads, no fsync   %8.3f s%n", threads, median(copies));
      out.printf(Locale.ROOT, "asyncquery, POST to SUCCESSFUL      %8.3f s%n", median(exports));
      out.printf(
          Locale.ROOT,
          "ratio of throughputs                %8.2f%n",
          median(ratios(copies, exports)));
      out.printf(Locale.ROOT, "POST to its answer                  %8.1f ms%n", median(answers));
      out.printf(
          Locale.ROOT, "peak memory of the server process   %8d MB%n", server.peakMegabytes());
    }
  }

  private static void requireSameBytes(
      Path copy, ServerUnderTest server, ServerUnderTest.Export export)
      throws IOException, InterruptedException {
    try (InputStream theirs = Files.newInputStream(copy);
        InputStream ours = server.download(export.id())) {
      byte[] left = new byte[1 << 16];
      for (int read = theirs.read(left); read > 0; read = theirs.read(left)) {
        byte[] right = ours.readNBytes(read);
        if (!Arrays.equals(left, 0, read, right, 0, right.length)) {
          throw new IllegalStateException("The export differs from DuckDB's own");
        }
      }
      if (ours.read() >= 0) {
        throw new IllegalStateException("The export is longer than DuckDB's own");
      }
    }
  }

  private static List<Double> ratios(List<Double> peers, List<Double> ours) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < peers.size(); i++) {
      ratios.add(peers.get(i) / ours.get(i));
    }
    return ratios;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
