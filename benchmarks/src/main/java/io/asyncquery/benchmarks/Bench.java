package io.asyncquery.benchmarks;

import io.asyncquery.benchmarks.measurement.Measurement;
import io.asyncquery.benchmarks.report.Machine;
import io.asyncquery.benchmarks.report.Outcome;
import io.asyncquery.benchmarks.report.OutcomeLine;
import io.asyncquery.benchmarks.report.PerformancePage;
import io.asyncquery.benchmarks.report.Report;
import io.asyncquery.benchmarks.report.ReportFile;
import io.asyncquery.benchmarks.server.Processes;
import io.asyncquery.benchmarks.server.Workbench;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code bench}: measures, prints, and writes what it found. */
@Command(
    name = "bench",
    description = {
      "Measures the whole product against its peers on this machine.",
      "'bench jmh [ARGUMENT...]' measures the encoder and the query store with JMH instead."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
public final class Bench implements Callable<Integer> {

  private final PrintStream out;
  private final Path root;
  private final Clock clock;

  @Parameters(
      arity = "0..1",
      defaultValue = "all",
      paramLabel = "WHAT",
      description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Suite suite = Suite.ALL;

  @Option(
      names = "--scale",
      defaultValue = "1",
      paramLabel = "F",
      description = "The size of the data: 1 has 6 million order lines. Default: ${DEFAULT-VALUE}.")
  private double scale;

  @Option(
      names = "--runs",
      defaultValue = "5",
      paramLabel = "N",
      description = "The counted runs of each measurement. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder for all that is made. Default: target/bench of this checkout.")
  private @Nullable Path data;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Where the report goes. Default: report.json in the folder of --data.")
  private @Nullable Path json;

  @Option(
      names = "--doc",
      paramLabel = "FILE",
      description =
          "Where the report goes as a page. Default: docs/performance.md of this checkout where"
              + " everything is measured at scale 1 or above, else nowhere.")
  private @Nullable Path doc;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "Measure nothing: write the page of this earlier report.")
  private @Nullable Path from;

  private Bench(PrintStream out, Path root, Clock clock) {
    this.out = out;
    this.root = root;
    this.clock = clock;
  }

  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    if (arguments.length > 0 && arguments[0].equals("jmh")) {
      org.openjdk.jmh.Main.main(
          List.of(arguments).subList(1, arguments.length).toArray(String[]::new));
      return;
    }
    Path root = Path.of(System.getProperty("asyncquery.bench.root", "")).toAbsolutePath();
    System.exit(
        new CommandLine(new Bench(System.out, root, Clock.systemUTC()))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    if (runs < 1) {
      out.println("--runs must be 1 or more, not [" + runs + "]");
      return CommandLine.ExitCode.USAGE;
    }
    if (from != null) {
      writePage(ReportFile.read(from), Optional.ofNullable(doc).orElse(defaultPage()));
      return CommandLine.ExitCode.OK;
    }
    Path folder =
        Files.createDirectories(
            Optional.ofNullable(data).orElse(root.resolve("target/bench")).toAbsolutePath());
    try (Processes processes = new Processes()) {
      return measure(new Workbench(root, folder, scale, runs, out, processes));
    }
  }

  private int measure(Workbench bench) throws IOException, SQLException, InterruptedException {
    Path file = Optional.ofNullable(json).orElse(bench.folder().resolve("report.json"));
    Report report =
        new Report(
            clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
            Machine.current(),
            Versions.current(),
            scale,
            runs,
            List.of());
    out.printf("%s at scale %s, %d runs, in [%s]%n", suite, scale, runs, bench.folder());
    for (Measurement measurement : suite.measurements()) {
      List<Outcome> outcomes = outcomes(measurement, bench);
      outcomes.forEach(outcome -> out.println(OutcomeLine.of(outcome)));
      report = report.with(outcomes);
      // After each: what was found stays found, whatever happens to the next.
      ReportFile.write(report, file);
    }
    out.println("Report: [" + file + "]");
    if (doc != null) {
      writePage(report, doc);
    } else if (suite == Suite.ALL && scale >= 1) {
      writePage(report, defaultPage());
    }
    return report.complete() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private static List<Outcome> outcomes(Measurement measurement, Workbench bench)
      throws InterruptedException {
    try {
      return measurement.run(bench);
    } catch (IOException | SQLException | RuntimeException e) {
      System.getLogger(Bench.class.getName())
          .log(System.Logger.Level.ERROR, "[" + measurement.title() + "] broke", e);
      return List.of(new Outcome.Broken(measurement.title(), firstLine(e)));
    }
  }

  private static String firstLine(Exception fault) {
    return fault.toString().lines().findFirst().orElse("");
  }

  private Path defaultPage() {
    return root.resolve("docs/performance.md");
  }

  private void writePage(Report report, Path page) throws IOException {
    Files.writeString(page, PerformancePage.of(report));
    out.println("Page: [" + page + "]");
  }
}
