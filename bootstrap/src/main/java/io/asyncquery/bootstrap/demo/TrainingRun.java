package io.asyncquery.bootstrap.demo;

import io.asyncquery.bootstrap.config.LogLevel;
import io.asyncquery.bootstrap.log.Logging;
import io.asyncquery.bootstrap.server.Server;
import io.asyncquery.sql.sample.StarSchema;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/**
 * Shows the virtual machine what this program does, while it records that for its ahead-of-time
 * cache: a start, queries of several kinds, exports, downloads, a stop. Run when the distribution
 * is built.
 */
public final class TrainingRun {

  private static final double SCALE = 0.02;
  private static final int ROUNDS = 10;

  /** Long results, for the way from the engine to the file, and short ones, for the planner. */
  private static final List<String> QUERIES =
      List.of(
          "select * from p_lineorder",
          "select * from p_lineorder limit 100",
          "select c_nation, sum(lo_revenue) as revenue from p_lineorder"
              + " join customer on lo_custkey = c_custkey where lo_discount between 1 and 3"
              + " group by c_nation order by revenue desc");

  private TrainingRun() {}

  /** The one argument is a folder for what is made on the way. */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    Logging.start(LogLevel.WARNING);
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Path database = folder.resolve("sample.duckdb");
    StarSchema.create(database, SCALE, _ -> {});
    try (Server server =
            Server.startDemo(
                DemoConfiguration.of(0, folder.resolve("server"), database), Clock.systemUTC());
        DemoClient client = new DemoClient(server.address())) {
      server.awaitWarmUp();
      for (int round = 0; round < ROUNDS; round++) {
        for (String sql : QUERIES) {
          run(client, sql);
        }
      }
    }
  }

  private static void run(DemoClient client, String sql) throws Exception {
    String submitted =
        client
            .send(
                DemoClient.Call.post(
                    "/async_query", "{\"sql\":\"" + sql + "\",\"project\":\"ssb\"}"),
                BodyHandlers.ofString())
            .body();
    String id = submitted.replaceAll("(?s).*\"queryID\":\"([^\"]*)\".*", "$1");
    String state = "RUNNING";
    while (state.contains("RUNNING")) {
      state =
          client
              .send(DemoClient.Call.get("/async_query/" + id + "/status"), BodyHandlers.ofString())
              .body();
    }
    if (!state.contains("SUCCESSFUL")) {
      throw new IllegalStateException(state);
    }
    client.send(DemoClient.Call.get("/async_query/" + id + "/result"), BodyHandlers.discarding());
  }
}
