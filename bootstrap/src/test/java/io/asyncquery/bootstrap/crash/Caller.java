package io.asyncquery.bootstrap.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One user at one server, speaking Kylin V4 where the founding contract has no words. */
final class Caller implements AutoCloseable {

  private static final String V4 = "application/vnd.apache.kylin-v4+json";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http;
  private final URI address;
  private final String user;

  Caller(URI address, String user) {
    this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), address, user);
  }

  private Caller(HttpClient http, URI address, String user) {
    this.http = http;
    this.address = address;
    this.user = user;
  }

  /** Another user who shares the connections of this one. */
  Caller as(String other) {
    return new Caller(http, address, other);
  }

  String user() {
    return user;
  }

  URI address() {
    return address;
  }

  HttpResponse<String> submit(Question question) throws IOException, InterruptedException {
    String body =
        "{\"sql\": \"%s\", \"project\": \"%s\", \"format\": \"%s\"}"
            .formatted(question.sql(), question.project(), question.format());
    return http.send(
        request("").header("Accept", V4).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).GET().build(), BodyHandlers.ofString());
  }

  HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return http.send(request(path).DELETE().build(), BodyHandlers.ofString());
  }

  HttpResponse<byte[]> result(String id) throws IOException, InterruptedException {
    return http.send(request("/" + id + "/result").GET().build(), BodyHandlers.ofByteArray());
  }

  /** From {@code first} to {@code last}, both included. */
  HttpResponse<byte[]> range(String id, long first, long last)
      throws IOException, InterruptedException {
    return http.send(
        request("/" + id + "/result").header("Range", "bytes=" + first + "-" + last).GET().build(),
        BodyHandlers.ofByteArray());
  }

  /** What {@code answer} gives a text to. */
  static String field(String name, String answer) {
    Matcher field = Pattern.compile("\"" + name + "\":\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(answer);
    if (!field.find()) {
      throw new AssertionError("no [" + name + "] in " + answer);
    }
    return field.group(1);
  }

  /** The value of the header with which {@code user} says who it is. */
  static String authorization(String user) {
    String credentials = user + ":" + Installation.PASSWORD;
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + "/async_query" + path))
        .timeout(PATIENCE)
        .header("Authorization", authorization(user))
        .header("Content-Type", "application/json");
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
