package io.asyncquery.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformancePageTest {

  private static final String JSON =
      """
      {
        "date": "2026-11-22T12:00:00Z",
        "machine": {
          "cores": 2, "processor": "Some | CPU", "memoryMegabytes": 24000,
          "system": "Linux 6.1 amd64", "java": "Eclipse Adoptium 25"
        },
        "versions": {"nginx": "1.22.1", "DuckDB": "v2.0.0"},
        "scale": 1.0,
        "runs": 5,
        "outcomes": [
          {
            "outcome": "compared", "title": "export of order lines", "how": "One against the other.",
            "peer": {"name": "DuckDB COPY", "unit": "s", "samples": [6.0, 3.0, 3.2], "median": 99},
            "ours": {"name": "asyncquery", "unit": "s", "samples": [1.5, 1.0, 1.0]},
            "ratio": "PEER_BY_OURS", "goal": {"bound": "AT_LEAST", "limit": 3.0}
          },
          {
            "outcome": "compared", "title": "memory", "how": "Peaks.",
            "peer": {"name": "scale 1", "unit": "MB", "samples": [200.0]},
            "ours": {"name": "scale 10", "unit": "MB", "samples": [300.0]},
            "ratio": "OURS_BY_PEER", "goal": {"bound": "AT_MOST", "limit": 1.1}
          },
          {
            "outcome": "timed", "title": "start to ready", "how": "Five starts.",
            "ours": {"name": "asyncquery", "unit": "s", "samples": [1.0, 2.0, 1.2, 1.4]},
            "goal": {"bound": "AT_MOST", "limit": 1.5}
          },
          {"outcome": "skipped", "title": "download", "missing": "[nginx] is not installed"},
          {"outcome": "broken", "title": "submit", "fault": "it broke"}
        ]
      }
      """;

  @TempDir Path folder;

  @Test
  void a_row_shows_peer_ours_the_median_ratio_the_goal_and_whether_it_is_met() throws IOException {
    List<String> lines = PerformancePage.of(report()).lines().toList();

    assertTrue(
        lines.contains(
            "| export of order lines | DuckDB COPY: 3.20 s | 1.00 s | 3.20 | >= 3 | met |"),
        lines::toString);
    assertTrue(
        lines.contains("| memory | scale 1: 200 MB | 300 MB | 1.50 | <= 1.1 | not met |"),
        lines::toString);
    assertTrue(lines.contains("| start to ready | | 1.30 s | | <= 1.5 s | met |"), lines::toString);
  }

  @Test
  void what_was_not_measured_says_so() throws IOException {
    String page = PerformancePage.of(report());

    assertTrue(
        page.contains("| download | | | | | skipped: [nginx] is not installed |"), () -> page);
    assertTrue(page.contains("| submit | | | | | failed: it broke |"), () -> page);
  }

  @Test
  void it_tells_how_and_where_it_was_measured() throws IOException {
    String page = PerformancePage.of(report());

    assertTrue(
        page.contains("- **export of order lines.** One against the other. Ratio: peer / ours."),
        () -> page);
    assertTrue(
        page.contains("| machine | 2 cores, Some \\| CPU, 24,000 MB, Linux 6.1 amd64 |"),
        () -> page);
    assertTrue(page.contains("| DuckDB | v2.0.0 |\n| nginx | 1.22.1 |"), () -> page);
    assertFalse(page.contains("less than the goals"), () -> page);
  }

  @Test
  void a_smaller_run_is_told_from_one_that_counts() throws IOException {
    Report report = report();
    Report small =
        new Report(report.date(), report.machine(), Map.of(), 0.05, 5, report.outcomes());

    assertTrue(PerformancePage.of(small).contains("less than the goals are stated for"));
  }

  @Test
  void a_report_comes_back_from_its_file_as_it_was() throws IOException {
    Path file = folder.resolve("again.json");

    ReportFile.write(report(), file);

    assertEquals(report(), ReportFile.read(file));
    String json = Files.readString(file);
    assertTrue(json.contains("\"median\" : 3.2"), () -> json);
    assertTrue(json.contains("\"met\" : false"), () -> json);
  }

  private Report report() throws IOException {
    return ReportFile.read(Files.writeString(folder.resolve("report.json"), JSON));
  }
}
