package io.asyncquery.bootstrap.demo;

import io.asyncquery.bootstrap.config.Configuration;
import io.asyncquery.bootstrap.config.ConfigurationException;
import io.asyncquery.bootstrap.log.Logging;
import io.asyncquery.bootstrap.server.DefaultPasswords;
import io.asyncquery.bootstrap.server.Server;
import io.asyncquery.bootstrap.server.StartException;
import io.asyncquery.bootstrap.terminal.Terminal;
import io.asyncquery.bootstrap.terminal.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/**
 * Makes sample data, serves it, and sends the server one query over HTTP.
 *
 * @param once whether to end after that query
 * @param folder for the sample data, the server's data and the result
 */
public record Demo(boolean once, int port, Path folder, double scale) {

  /** The exit status: 0, or 1 where the query came to no result. */
  public int run(Terminal terminal, Clock clock)
      throws ConfigurationException, StartException, UsageException, InterruptedException {
    Path database = folder.resolve("ssb-" + scale + ".duckdb");
    SampleData.make(database, scale, terminal);
    Configuration configuration = DemoConfiguration.of(port, folder.resolve("server"), database);
    Logging.start(configuration.logging().level(), configuration.logging().sql());
    try (Server server = Server.startDemo(configuration, clock)) {
      server.closeOnExit();
      terminal
          .out()
          .printf(
              "Ready at %s, user %s, password %s%n",
              server.address(), DefaultPasswords.USER, DefaultPasswords.PASSWORD);
      boolean done = example(server, terminal);
      if (!once) {
        terminal.out().println("\nServing until Ctrl-C; the commands above work elsewhere too.");
        new CountDownLatch(1).await();
      }
      return done ? 0 : 1;
    }
  }

  private boolean example(Server server, Terminal terminal) throws InterruptedException {
    try (DemoClient client = new DemoClient(server.address())) {
      return new ExampleQuery(client, terminal, folder.resolve("result.csv")).run();
    } catch (IOException e) {
      terminal.err().println("The server does not answer: " + e);
      return false;
    }
  }
}
