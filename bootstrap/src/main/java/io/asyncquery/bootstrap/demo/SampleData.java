package io.asyncquery.bootstrap.demo;

import io.asyncquery.bootstrap.server.StartException;
import io.asyncquery.bootstrap.terminal.ProgressLine;
import io.asyncquery.bootstrap.terminal.Terminal;
import io.asyncquery.bootstrap.terminal.UsageException;
import io.asyncquery.sql.sample.Progress;
import io.asyncquery.sql.sample.StarSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** The Star Schema Benchmark, made where it is not there yet. */
final class SampleData {

  private SampleData() {}

  static void make(Path database, double scale, Terminal terminal)
      throws StartException, UsageException {
    ProgressLine line = terminal.progressLine();
    try {
      StarSchema.Outcome outcome =
          StarSchema.create(database, scale, progress -> line.show(described(progress)));
      line.end(
          "Star Schema Benchmark at scale %s: %s in %s"
              .formatted(scale, outcome.name().toLowerCase(Locale.ROOT), database));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e);
    } catch (IOException e) {
      throw new StartException(e);
    }
  }

  private static String described(Progress progress) {
    return String.format(
        Locale.ROOT,
        "Making sample data: %s %,d of %,d rows",
        progress.table(),
        progress.rows(),
        progress.total());
  }
}
