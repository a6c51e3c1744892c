package io.asyncquery.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Somebody who calls the server, with headers that go with every call. */
final class Client {

  static final String V2 = "application/vnd.apache.kylin-v2+json";
  static final String V4 = "application/vnd.apache.kylin-v4+json";
  static final String V4_PUBLIC = "application/vnd.apache.kylin-v4-public+json";

  private final HttpClient http;
  private final URI root;
  private final Map<String, String> headers;

  private Client(HttpClient http, URI root, Map<String, String> headers) {
    this.http = http;
    this.root = root;
    this.headers = headers;
  }

  /** Without any header of its own. */
  static Client anonymous(HttpClient http, int port) {
    return new Client(http, URI.create("http://127.0.0.1:" + port), Map.of());
  }

  Client with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Client(http, root, more);
  }

  Client as(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  Client accepting(String mediaType) {
    return with("Accept", mediaType);
  }

  /** Sends a body of JSON to {@code /kylin/api/async_query}. */
  Answer submit(String json) {
    return with("Content-Type", "application/json").send("POST", "", json);
  }

  Answer get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  Answer get(String path, String body) {
    return send("GET", path, body);
  }

  Answer head(String path) {
    return send("HEAD", path, BodyPublishers.noBody());
  }

  Answer delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  Answer delete(String path, String body) {
    return send("DELETE", path, body);
  }

  Answer send(String method, String path, String body) {
    return send(method, path, BodyPublishers.ofString(body));
  }

  /**
   * Sends anything.
   *
   * @param path from {@code /kylin/api/async_query} on; from the root where it begins with a tilde
   */
  Answer send(String method, String path, BodyPublisher body) {
    URI uri =
        root.resolve(path.startsWith("~") ? path.substring(1) : "/kylin/api/async_query" + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, body);
    headers.forEach(request::header);
    try {
      return new Answer(http.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
