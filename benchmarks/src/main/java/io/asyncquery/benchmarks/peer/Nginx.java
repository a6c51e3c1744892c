package io.asyncquery.benchmarks.peer;

import io.asyncquery.benchmarks.server.HttpConnection;
import io.asyncquery.benchmarks.server.HttpConnection.BodyConsumer;
import io.asyncquery.benchmarks.server.Readiness;
import io.asyncquery.benchmarks.server.Workbench;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;

/** nginx with sendfile, handing out one file. */
public final class Nginx implements AutoCloseable {

  private final Workbench bench;
  private final Process process;
  private final int port;

  private Nginx(Workbench bench, Process process, int port) {
    this.bench = bench;
    this.process = process;
    this.port = port;
  }

  public static Nginx start(Workbench bench, Path program, Path file) throws IOException {
    int port = Workbench.freePort();
    Path folder = bench.emptyFolder("nginx");
    Path config = folder.resolve("nginx.conf");
    Files.writeString(config, configuration(folder, port, file));
    Path log = folder.resolve("nginx.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                program.toString(),
                "-p",
                folder.toString(),
                "-e",
                folder.resolve("error.log").toString(),
                "-c",
                config.toString())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()));
    Process process = bench.processes().start(builder);
    if (!Readiness.await(process, port, "/ready")) {
      bench.processes().end(process);
      throw new IOException("nginx did not start: see [" + log + "]");
    }
    return new Nginx(bench, process, port);
  }

  private static String configuration(Path folder, int port, Path file) {
    // Without a master it keeps the user who started it, who may read the file; that is said for
    // root too, whom it would leave otherwise.
    String user = System.getProperty("user.name").equals("root") ? "user root;\n" : "";
    return user
        + """
        daemon off;
        master_process off;
        pid "%1$s/nginx.pid";
        events { worker_connections 64; }
        http {
          access_log off;
          sendfile on;
          client_body_temp_path "%1$s/body";
          proxy_temp_path "%1$s/proxy";
          fastcgi_temp_path "%1$s/fastcgi";
          uwsgi_temp_path "%1$s/uwsgi";
          scgi_temp_path "%1$s/scgi";
          server {
            listen 127.0.0.1:%2$d;
            location = /ready { return 200 "ready"; }
            location = /result { alias "%3$s"; }
          }
        }
        """
            .formatted(folder, port, file);
  }

  /** On a connection of its own; returns the number of bytes. */
  public long download(BodyConsumer consumer) throws IOException {
    try (HttpConnection connection = HttpConnection.open(port, "")) {
      return connection.download("/result", consumer);
    }
  }

  public ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public void close() {
    bench.processes().end(process);
  }
}
