package io.asyncquery.benchmarks.peer;

import io.asyncquery.benchmarks.server.Workbench;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A MariaDB server whose cache holds the table, and its command line client. */
public final class MariaDb implements EnginePeer {

  /** Of the binaries that Maven brings. */
  public static final String VERSION = "11.4.5";

  private static final long DEADLINE_NANOS = 120_000_000_000L;
  private static final long POLL_NANOS = 50_000_000L;

  private final Workbench bench;
  private final Path base;
  private final int port;
  private final Process process;

  private MariaDb(Workbench bench, Path base, int port, Process process) {
    this.bench = bench;
    this.base = base;
    this.port = port;
    this.process = process;
  }

  /** Starts a server and loads it. */
  public static MariaDb start(Workbench bench)
      throws IOException, SQLException, InterruptedException {
    Path folder = bench.emptyFolder("mariadb");
    Path base = folder.resolve("base");
    MariaDbBinaries.unpack(base);
    Path data = Files.createDirectories(folder.resolve("data/mysql")).getParent();
    List<String> command =
        List.of(
            base.resolve("bin/mariadbd").toString(),
            "--no-defaults",
            "--user=" + System.getProperty("user.name"),
            "--basedir=" + base,
            "--lc-messages-dir=" + base.resolve("share"),
            "--datadir=" + data,
            "--innodb-log-file-size=256M",
            "--innodb-buffer-pool-size=2G",
            "--innodb-flush-log-at-trx-commit=0",
            "--skip-log-bin");
    bootstrap(bench, folder, base, command);
    int port = Workbench.freePort();
    List<String> serving = new ArrayList<>(command);
    serving.addAll(
        List.of(
            "--port=" + port,
            "--bind-address=127.0.0.1",
            "--socket=" + folder.resolve("socket"),
            "--pid-file=" + folder.resolve("pid"),
            "--skip-ssl"));
    Process process = bench.processes().start(logged(serving, folder.resolve("log")));
    return EnginePeer.loaded(
        new MariaDb(bench, base, port, process),
        peer -> {
          peer.awaitAnswer(folder.resolve("log"));
          peer.load();
        });
  }

  private static ProcessBuilder logged(List<String> command, Path log) {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(Redirect.appendTo(log.toFile()));
  }

  /** Makes the tables of the system. */
  private static void bootstrap(Workbench bench, Path folder, Path base, List<String> command)
      throws IOException, InterruptedException {
    Path script = folder.resolve("bootstrap.sql");
    Files.writeString(
        script,
        "use mysql;\n"
            + Files.readString(base.resolve("share/mariadb_system_tables.sql"))
            + Files.readString(base.resolve("share/mariadb_system_tables_data.sql")));
    List<String> bootstrapping = new ArrayList<>(command);
    bootstrapping.addAll(List.of("--bootstrap", "--skip-networking"));
    // How long it takes does not matter.
    double _ =
        Program.run(
            bench.processes(),
            logged(bootstrapping, folder.resolve("bootstrap.log")).redirectInput(script.toFile()));
  }

  private void awaitAnswer(Path log) throws IOException {
    long begin = System.nanoTime();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() - begin > DEADLINE_NANOS) {
        throw new IOException("MariaDB did not start: see [" + log + "]");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private boolean answers() {
    try (Connection _ = connect("")) {
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:mariadb://127.0.0.1:%d/%s?user=root&allowLocalInfile=true&sslMode=disable"
            .formatted(port, database));
  }

  private void load() throws IOException, SQLException {
    try (OrderLines lines = OrderLines.of(bench);
        Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE data CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
      statement.execute("USE data");
      statement.execute(lines.table());
      statement.execute(
          "LOAD DATA LOCAL INFILE '"
              + lines.rows()
              + "' INTO TABLE p_lineorder CHARACTER SET utf8mb4 FIELDS TERMINATED BY ','"
              + " OPTIONALLY ENCLOSED BY '\"'");
    }
  }

  @Override
  public String name() {
    return "mariadb --batch --quick";
  }

  @Override
  public String how() {
    return "`mariadb --batch --quick -e \"select * from p_lineorder\" > FILE`, MariaDB "
        + VERSION
        + " whose cache holds the table";
  }

  @Override
  public Product product() throws IOException {
    return new Product(
        bench.launcherWith(driver()),
        "kind: mysql, host: 127.0.0.1, port: %d, database: data, user: root, sslMode: disable"
            .formatted(port));
  }

  /** The driver that this process uses, which an operator brings. */
  private static Path driver() {
    try {
      return Path.of(
          DriverManager.getDriver("jdbc:mariadb://127.0.0.1/")
              .getClass()
              .getProtectionDomain()
              .getCodeSource()
              .getLocation()
              .toURI());
    } catch (SQLException | URISyntaxException e) {
      throw new IllegalStateException("The driver of MariaDB is not on the class path", e);
    }
  }

  @Override
  public double export(Path target) throws IOException, InterruptedException {
    return Program.run(
        bench.processes(),
        new ProcessBuilder(
                List.of(
                    base.resolve("bin/mariadb").toString(),
                    "--no-defaults",
                    "--protocol=tcp",
                    "--host=127.0.0.1",
                    "--port=" + port,
                    "--user=root",
                    "--skip-ssl",
                    "--default-character-set=utf8mb4",
                    "--batch",
                    "--quick",
                    "--execute=select * from p_lineorder",
                    "data"))
            .redirectOutput(target.toFile()));
  }

  @Override
  public void close() {
    bench.processes().end(process);
  }
}
