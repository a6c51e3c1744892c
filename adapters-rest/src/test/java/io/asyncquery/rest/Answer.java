package io.asyncquery.rest;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the server answered. */
final class Answer {

  private final HttpResponse<byte[]> response;

  Answer(HttpResponse<byte[]> response) {
    this.response = response;
  }

  int status() {
    return response.statusCode();
  }

  byte[] bytes() {
    return response.body();
  }

  String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  Optional<String> header(String name) {
    return response.headers().firstValue(name);
  }

  List<String> headers(String name) {
    return response.headers().allValues(name);
  }

  Set<String> headerNames() {
    return response.headers().map().keySet();
  }

  /** The text of the first string field of this name. */
  String field(String name) {
    String start = "\"" + name + "\":\"";
    int from = text().indexOf(start) + start.length();
    return text().substring(from, text().indexOf('"', from));
  }
}
