package io.asyncquery.bootstrap.demo;

import io.asyncquery.bootstrap.demo.DemoClient.Call;
import io.asyncquery.bootstrap.terminal.ProgressLine;
import io.asyncquery.bootstrap.terminal.Terminal;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One query from its submission to its file, with all that is said on the way. */
record ExampleQuery(DemoClient client, Terminal terminal, Path file) {

  private static final String BODY =
      """
      { "sql":"select * from p_lineorder", "offset":0, "limit":50000, "acceptPartial":false, \
      "project":"ssb" }\
      """;

  private static final long POLL_MILLIS = 100;
  private static final long GIVE_UP_MINUTES = 10;
  private static final int LINES_SHOWN = 5;

  /**
   * Whether the query came to a result.
   *
   * @throws IOException the server does not answer, or not as it should
   */
  boolean run() throws IOException, InterruptedException {
    Call submit = Call.post("/async_query", BODY);
    announce(submit);
    String submitted = client.send(submit, BodyHandlers.ofString()).body();
    terminal.out().println(submitted);

    String path = "/async_query/" + field("queryID", submitted);
    Call status = Call.get(path + "/status");
    announce(status);
    String ended = awaitEnd(status);
    terminal.out().println(ended);

    return field("status", ended).equals("SUCCESSFUL") && download(Call.get(path + "/result"));
  }

  private String awaitEnd(Call status) throws IOException, InterruptedException {
    ProgressLine line = terminal.progressLine();
    CompletableFuture<String> ended = new CompletableFuture<>();
    ScheduledExecutorService polls = Executors.newSingleThreadScheduledExecutor();
    try {
      var _ =
          polls.scheduleWithFixedDelay(
              () -> poll(status, line, ended), 0, POLL_MILLIS, TimeUnit.MILLISECONDS);
      return ended.get(GIVE_UP_MINUTES, TimeUnit.MINUTES);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("no status in the end", e);
    } finally {
      polls.shutdownNow();
    }
  }

  private void poll(Call status, ProgressLine line, CompletableFuture<String> ended) {
    try {
      String answer = client.send(status, BodyHandlers.ofString()).body();
      if (field("status", answer).equals("RUNNING")) {
        line.show(answer);
      } else {
        ended.complete(answer);
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      ended.completeExceptionally(e);
    }
  }

  private boolean download(Call result) throws IOException, InterruptedException {
    announce(result);
    int code = client.send(result, BodyHandlers.ofFile(file)).statusCode();
    try (Stream<String> lines = Files.lines(file)) {
      lines.limit(LINES_SHOWN).forEach(terminal.out()::println);
    }
    if (code != 200) {
      return false;
    }
    try (Stream<String> lines = Files.lines(file)) {
      terminal
          .out()
          .printf(
              Locale.ROOT,
              "... %,d rows, %,d bytes, in %s%n",
              lines.count(),
              Files.size(file),
              file);
    }
    return true;
  }

  private void announce(Call call) {
    terminal.out().printf("%n$ %s%n", client.curl(call));
  }

  private static String field(String name, String answer) throws IOException {
    Matcher field = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(answer);
    if (!field.find()) {
      throw new IOException("no [" + name + "] in " + answer);
    }
    return field.group(1);
  }
}
