package io.asyncquery.benchmarks.measurement;

import io.asyncquery.benchmarks.report.Outcome;
import io.asyncquery.benchmarks.server.Workbench;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Something to be measured, with the lines of the report that come of it. */
public interface Measurement {

  /** What stands in the report where it breaks. */
  String title();

  /** Starts what it needs, measures, and ends what it started. */
  List<Outcome> run(Workbench bench) throws IOException, SQLException, InterruptedException;
}
