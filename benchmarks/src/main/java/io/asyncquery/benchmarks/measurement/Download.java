package io.asyncquery.benchmarks.measurement;

import io.asyncquery.benchmarks.peer.Nginx;
import io.asyncquery.benchmarks.peer.Tool;
import io.asyncquery.benchmarks.report.Goal;
import io.asyncquery.benchmarks.report.Outcome;
import io.asyncquery.benchmarks.report.Outcome.Ratio;
import io.asyncquery.benchmarks.report.Series;
import io.asyncquery.benchmarks.server.Client;
import io.asyncquery.benchmarks.server.HttpConnection.BodyConsumer;
import io.asyncquery.benchmarks.server.ProcessUsage;
import io.asyncquery.benchmarks.server.ServerUnderTest;
import io.asyncquery.benchmarks.server.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A large result over the loopback interface, against nginx on the same file. */
public final class Download implements Measurement {

  /** At least as much in one turn, so that a tick of the kernel's clock is a small part of it. */
  private static final long BYTES_OF_TURN = 3_000_000_000L;

  private static final Goal SPEED_GOAL = Goal.atLeast(0.95);
  private static final Goal PROCESSOR_GOAL = Goal.atMost(1.2);

  @Override
  public String title() {
    return "download";
  }

  @Override
  public List<Outcome> run(Workbench bench) throws IOException {
    Optional<Path> nginx = Tool.NGINX.find();
    if (nginx.isEmpty()) {
      return List.of(new Outcome.Skipped(title(), Tool.NGINX.missing()));
    }
    Path data = bench.emptyFolder("data");
    try (ServerUnderTest server =
        ServerUnderTest.start(bench, data, Map.of("ssb", bench.starSchema(1)))) {
      String id = export(server);
      Path result = data.resolve("results").resolve(id.substring(0, 2)).resolve(id);
      try (Nginx peer = Nginx.start(bench, nginx.get(), result)) {
        return compare(
            bench,
            new Side("nginx", peer.process(), peer::download),
            new Side("asyncquery", server.process(), consumer -> download(server, id, consumer)));
      }
    }
  }

  private static String export(ServerUnderTest server) throws IOException {
    try (Client client = server.connect()) {
      return client.export("ssb", Lineorder.ALL).id();
    }
  }

  private static long download(ServerUnderTest server, String id, BodyConsumer consumer)
      throws IOException {
    try (Client client = server.connect()) {
      return client.download(id, consumer);
    }
  }

  private List<Outcome> compare(Workbench bench, Side nginx, Side ours) throws IOException {
    Content content = Content.of(nginx.source);
    if (!Content.of(ours.source).equals(content)) {
      throw new IllegalStateException("nginx and the server sent different bytes");
    }
    int downloads = (int) Math.ceilDiv(BYTES_OF_TURN, content.bytes());
    for (int run = 0; run <= bench.runs(); run++) {
      nginx.turn(downloads, run > 0);
      ours.turn(downloads, run > 0);
    }
    String how =
        ("%d MB, %d times in each turn, each on a connection of its own, read into "
                + "one buffer of 1 MiB by one thread; the bytes of both were the same. nginx: "
                + "one process, `sendfile on`, no log, the same file.")
            .formatted(content.bytes() / 1_000_000, downloads);
    return List.of(
        new Outcome.Compared(
            "download, throughput",
            how,
            new Series(nginx.name, "MB/s", nginx.speeds),
            new Series(ours.name, "MB/s", ours.speeds),
            Ratio.OURS_BY_PEER,
            SPEED_GOAL),
        new Outcome.Compared(
            "download, processor time of the server",
            "The same downloads: user and system time of the server's process tree, for each GB.",
            new Series(nginx.name, "s/GB", nginx.costs),
            new Series(ours.name, "s/GB", ours.costs),
            Ratio.OURS_BY_PEER,
            PROCESSOR_GOAL));
  }

  /** Where the bytes come from. */
  interface Source {
    long download(BodyConsumer consumer) throws IOException;
  }

  private static final class Side {

    private final String name;
    private final ProcessHandle process;
    private final Source source;
    private final List<Double> speeds = new ArrayList<>();
    private final List<Double> costs = new ArrayList<>();

    Side(String name, ProcessHandle process, Source source) {
      this.name = name;
      this.process = process;
      this.source = source;
    }

    void turn(int downloads, boolean counted) throws IOException {
      double processor = ProcessUsage.processorSeconds(process);
      long begin = System.nanoTime();
      long bytes = 0;
      for (int i = 0; i < downloads; i++) {
        bytes += source.download(BodyConsumer.DISCARD);
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      if (counted) {
        speeds.add(bytes / 1e6 / seconds);
        costs.add((ProcessUsage.processorSeconds(process) - processor) / (bytes / 1e9));
      }
    }
  }
}
