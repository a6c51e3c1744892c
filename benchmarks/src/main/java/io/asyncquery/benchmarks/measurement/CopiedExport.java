package io.asyncquery.benchmarks.measurement;

import io.asyncquery.benchmarks.peer.CopyPeer;
import io.asyncquery.benchmarks.peer.Disk;
import io.asyncquery.benchmarks.report.Goal;
import io.asyncquery.benchmarks.report.Outcome;
import io.asyncquery.benchmarks.report.Outcome.Ratio;
import io.asyncquery.benchmarks.report.Series;
import io.asyncquery.benchmarks.server.Client;
import io.asyncquery.benchmarks.server.ServerUnderTest;
import io.asyncquery.benchmarks.server.Workbench;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One query, exported by the product and copied by DuckDB in turns. The first turn is compared cell
 * by cell and not counted. What a turn has written is deleted before the next one begins, so that
 * nobody waits for the other's bytes to reach the disk.
 *
 * @param project of the server, whose database the peer has open
 */
record CopiedExport(String title, String project, String sql, Goal goal) {

  List<Outcome> run(Workbench bench, ServerUnderTest server, CopyPeer peer)
      throws IOException, SQLException {
    Path copy = bench.folder().resolve("copy.csv");
    String comparison = compare(bench, server, peer, copy);
    List<Double> copies = new ArrayList<>();
    List<Double> exports = new ArrayList<>();
    List<Double> writes = new ArrayList<>();
    Disk disk = new Disk();
    for (int run = 0; run < bench.runs(); run++) {
      copies.add(peer.copy(sql, copy));
      writes.add(disk.write(bench.folder(), Files.size(copy)));
      Files.delete(copy);
      try (Client client = server.connect()) {
        exports.add(client.export(project, sql).seconds());
        client.deleteResults();
      }
    }
    Series ours = new Series("asyncquery", "s", exports);
    return List.of(
        new Outcome.Compared(
            title,
            ("`%s`, from the POST to SUCCESSFUL with the result forced to the disk, "
                    + "against `COPY (...) TO` a CSV file with %d threads on an open database, not "
                    + "forced to the disk. The first results were compared: %s.")
                .formatted(sql, bench.threads(), comparison),
            new Series(CopyPeer.NAME, "s", copies),
            ours,
            Ratio.PEER_BY_OURS,
            goal),
        new Outcome.Compared(
            title + ", and the disk",
            "The same exports against as many bytes of a memory buffer, written and forced.",
            new Series(Disk.NAME, "s", writes),
            ours,
            Ratio.PEER_BY_OURS,
            Goal.NONE));
  }

  private String compare(Workbench bench, ServerUnderTest server, CopyPeer peer, Path copy)
      throws IOException, SQLException {
    double copySeconds = peer.copy(sql, copy);
    Path download = bench.folder().resolve("download.csv");
    try (Client client = server.connect();
        OutputStream file = new BufferedOutputStream(Files.newOutputStream(download));
        WritableByteChannel channel = Channels.newChannel(file)) {
      Client.Export export = client.export(project, sql);
      bench
          .out()
          .printf(
              Locale.ROOT,
              "  %s, first turn, not counted: %s %.3f s, ours %.3f s%n",
              title,
              CopyPeer.NAME,
              copySeconds,
              export.seconds());
      // The length is checked by the comparison.
      long _ = client.download(export.id(), channel::write);
      client.deleteResults();
    }
    try {
      return CsvComparison.of(copy, download).sentence();
    } finally {
      Files.delete(copy);
      Files.delete(download);
    }
  }
}
