package io.asyncquery.benchmarks.server;

import io.asyncquery.benchmarks.server.HttpConnection.Answer;
import io.asyncquery.benchmarks.server.HttpConnection.BodyConsumer;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends queries and asks for them, over one connection. */
public final class Client implements AutoCloseable {

  private static final String QUERIES = "/kylin/api/async_query";
  private static final Pattern ID = Pattern.compile("\"queryID\":\"([0-9a-f-]{36})\"");
  private static final Pattern STATUS = Pattern.compile("\"status\":\"([A-Z]+)\"");

  /** Asked for every twentieth of the time it has taken so far, so that asking costs little. */
  private static final int POLLS = 20;

  private static final long MIN_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long MAX_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final HttpConnection connection;

  Client(HttpConnection connection) {
    this.connection = connection;
  }

  /**
   * One finished export.
   *
   * @param seconds from the POST to the first status that says SUCCESSFUL
   */
  public record Export(String id, double seconds) {}

  public static String statusPath(String id) {
    return QUERIES + "/" + id + "/status";
  }

  public Export export(String project, String sql) throws IOException {
    long begin = System.nanoTime();
    String id = submit(project, sql);
    awaitSuccess(id, begin);
    return new Export(id, (System.nanoTime() - begin) / 1e9);
  }

  /** The id of a query that is durably recorded now. */
  public String submit(String project, String sql) throws IOException {
    Answer answer =
        connection.postJson(QUERIES, "{\"sql\":\"%s\",\"project\":\"%s\"}".formatted(sql, project));
    return find(ID, answer);
  }

  public void awaitSuccess(String id) throws IOException {
    awaitSuccess(id, System.nanoTime());
  }

  private void awaitSuccess(String id, long begin) throws IOException {
    while (true) {
      Answer answer = connection.get(statusPath(id));
      switch (find(STATUS, answer)) {
        case "RUNNING" -> LockSupport.parkNanos(pollNanos(System.nanoTime() - begin));
        case "SUCCESSFUL" -> {
          return;
        }
        default -> throw new IOException(answer.body());
      }
    }
  }

  private static long pollNanos(long passed) {
    return Math.clamp(passed / POLLS, MIN_POLL_NANOS, MAX_POLL_NANOS);
  }

  /** Returns the number of bytes. */
  public long download(String id, BodyConsumer consumer) throws IOException {
    return connection.download(QUERIES + "/" + id + "/result", consumer);
  }

  public void deleteResults() throws IOException {
    Answer answer = connection.delete(QUERIES);
    if (answer.status() != 200) {
      throw new IOException("Results cannot be deleted: " + answer.body());
    }
  }

  private static String find(Pattern pattern, Answer answer) throws IOException {
    Matcher found = pattern.matcher(answer.body());
    if (answer.status() != 200 || !found.find()) {
      throw new IOException(
          "The server answered [%d] [%s]".formatted(answer.status(), answer.body()));
    }
    return found.group(1);
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
