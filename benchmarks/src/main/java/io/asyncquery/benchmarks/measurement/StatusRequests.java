package io.asyncquery.benchmarks.measurement;

import io.asyncquery.benchmarks.peer.BareEndpoint;
import io.asyncquery.benchmarks.peer.Tool;
import io.asyncquery.benchmarks.peer.Wrk;
import io.asyncquery.benchmarks.report.Goal;
import io.asyncquery.benchmarks.report.Outcome;
import io.asyncquery.benchmarks.report.Outcome.Ratio;
import io.asyncquery.benchmarks.report.Series;
import io.asyncquery.benchmarks.server.Client;
import io.asyncquery.benchmarks.server.ServerUnderTest;
import io.asyncquery.benchmarks.server.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The status of a finished query, against an endpoint that does nothing but answer. */
public final class StatusRequests implements Measurement {

  private static final int CONNECTIONS = 32;
  private static final int SECONDS = 5;

  /** Until both are compiled. */
  private static final int WARMING_SECONDS = 10;

  private static final Goal GOAL = Goal.atLeast(0.5);

  @Override
  public String title() {
    return "status, " + CONNECTIONS + " connections";
  }

  @Override
  public List<Outcome> run(Workbench bench) throws IOException, InterruptedException {
    Optional<Path> program = Tool.WRK.find();
    if (program.isEmpty()) {
      return List.of(new Outcome.Skipped(title(), Tool.WRK.missing()));
    }
    Wrk wrk = new Wrk(bench, program.get());
    try (ServerUnderTest server =
            ServerUnderTest.start(
                bench, bench.emptyFolder("data"), Map.of("ssb", bench.starSchema(1)));
        BareEndpoint bare = BareEndpoint.start(bench, server.jvmOptions())) {
      return List.of(compare(bench, wrk, bare.url(), statusUrl(server), server.jvmOptions()));
    }
  }

  private static String statusUrl(ServerUnderTest server) throws IOException {
    try (Client client = server.connect()) {
      String id = client.export("ssb", "select 1").id();
      return "http://127.0.0.1:" + server.port() + Client.statusPath(id);
    }
  }

  private Outcome compare(
      Workbench bench, Wrk wrk, String bareUrl, String statusUrl, List<String> jvmOptions)
      throws IOException, InterruptedException {
    List<Double> bare = new ArrayList<>();
    List<Double> ours = new ArrayList<>();
    for (int run = 0; run <= bench.runs(); run++) {
      int seconds = run == 0 ? WARMING_SECONDS : SECONDS;
      double peerRate = rate(wrk, bareUrl, seconds);
      double ourRate = rate(wrk, statusUrl, seconds);
      if (run > 0) {
        bare.add(peerRate);
        ours.add(ourRate);
      }
    }
    return new Outcome.Compared(
        title(),
        ("wrk with one thread, for %d s in each turn, with HTTP Basic. The peer is "
                + "Jersey on Grizzly, which answers a constant text of the same length without "
                + "authentication, in a process of its own with %s; both processes live all "
                + "the time.")
            .formatted(SECONDS, jvmOptions),
        new Series(BareEndpoint.NAME, "requests/s", bare),
        new Series("asyncquery", "requests/s", ours),
        Ratio.OURS_BY_PEER,
        GOAL);
  }

  private static double rate(Wrk wrk, String url, int seconds)
      throws IOException, InterruptedException {
    return wrk.requestsPerSecond(url, ServerUnderTest.AUTHORIZATION, CONNECTIONS, seconds);
  }
}
