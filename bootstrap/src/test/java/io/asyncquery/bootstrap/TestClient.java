package io.asyncquery.bootstrap;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who speaks the founding contract to a server. */
final class TestClient implements AutoCloseable {

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;
  private final String authorization;

  TestClient(URI address, String user, String password) {
    this(
        address,
        "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
  }

  private TestClient(URI address, String authorization) {
    this.address = address;
    this.authorization = authorization;
  }

  static TestClient withToken(URI address, String token) {
    return new TestClient(address, "Bearer " + token);
  }

  /** The id. */
  String submit(String sql) throws IOException, InterruptedException {
    return field("queryID", trySubmit(sql).body());
  }

  /** The answer, be it a refusal. */
  HttpResponse<String> trySubmit(String sql) throws IOException, InterruptedException {
    String body = "{\"sql\": \"" + sql + "\", \"project\": \"test\"}";
    return send("POST", "/async_query", body);
  }

  HttpResponse<String> status(String id) throws IOException, InterruptedException {
    return send("GET", "/async_query/" + id + "/status", "");
  }

  HttpResponse<String> result(String id) throws IOException, InterruptedException {
    return send("GET", "/async_query/" + id + "/result", "");
  }

  HttpResponse<String> deleteAll() throws IOException, InterruptedException {
    return delete("");
  }

  HttpResponse<String> delete(String what) throws IOException, InterruptedException {
    return send("DELETE", "/async_query" + what, "");
  }

  /** The status that a query has once it runs no more. */
  String awaitEnd(String id) throws Exception {
    Await.until(() -> !statusWord(id).equals("RUNNING"));
    return statusWord(id);
  }

  private String statusWord(String id) throws IOException, InterruptedException {
    return field("status", status(id).body());
  }

  static String field(String name, String answer) {
    Matcher field = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(answer);
    if (!field.find()) {
      throw new AssertionError("no [" + name + "] in " + answer);
    }
    return field.group(1);
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  @Override
  public void close() {
    http.close();
  }
}
