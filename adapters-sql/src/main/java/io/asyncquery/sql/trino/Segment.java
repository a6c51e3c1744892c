package io.asyncquery.sql.trino;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of a result that lies elsewhere, or is small and written out.
 *
 * @param encoding such as {@code json+zstd}
 * @param uri where it lies
 * @param acknowledgement where to tell that it was read, so that it can be deleted
 * @param headers that getting it needs
 * @param inline what it holds where it lies nowhere, in Base64
 * @param bytes its size without compression, or 0
 */
record Segment(
    String encoding,
    Optional<URI> uri,
    Optional<URI> acknowledgement,
    Map<String, List<String>> headers,
    String inline,
    int bytes) {

  /** Reads the object that stands in the place of rows. */
  static List<Segment> readAll(JsonScanner json) throws IOException {
    String encoding = "json";
    List<Segment> segments = new ArrayList<>();
    json.expect('{');
    for (boolean first = true; json.nextElement(first, '}'); first = false) {
      switch (json.name()) {
        case "encoding" -> {
          json.token();
          encoding = json.text();
        }
        case "segments" -> {
          json.expect('[');
          while (json.nextElement(segments.isEmpty(), ']')) {
            segments.add(read(json));
          }
        }
        default -> json.raw();
      }
    }
    String used = encoding;
    return segments.stream().map(segment -> segment.in(used)).toList();
  }

  private Segment in(String used) {
    return new Segment(used, uri, acknowledgement, headers, inline, bytes);
  }

  private static Segment read(JsonScanner json) throws IOException {
    Optional<URI> uri = Optional.empty();
    Optional<URI> acknowledgement = Optional.empty();
    Map<String, List<String>> headers = Map.of();
    String inline = "";
    int bytes = 0;
    json.expect('{');
    for (boolean first = true; json.nextElement(first, '}'); first = false) {
      switch (json.name()) {
        case "uri" -> uri = readUri(json);
        case "ackUri" -> acknowledgement = readUri(json);
        case "headers" -> headers = readHeaders(json);
        case "metadata" -> bytes = readBytes(json);
        case "data" -> {
          json.token();
          inline = json.text();
        }
        default -> json.raw();
      }
    }
    return new Segment("", uri, acknowledgement, headers, inline, bytes);
  }

  private static Optional<URI> readUri(JsonScanner json) throws IOException {
    if (json.passesNull()) {
      return Optional.empty();
    }
    json.token();
    return Optional.of(URI.create(json.text()));
  }

  private static Map<String, List<String>> readHeaders(JsonScanner json) throws IOException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    if (json.passesNull()) {
      return headers;
    }
    json.expect('{');
    while (json.nextElement(headers.isEmpty(), '}')) {
      String name = json.name();
      List<String> values = new ArrayList<>();
      json.expect('[');
      while (json.nextElement(values.isEmpty(), ']')) {
        json.token();
        values.add(json.text());
      }
      headers.put(name, values);
    }
    return headers;
  }

  private static int readBytes(JsonScanner json) throws IOException {
    int bytes = 0;
    json.expect('{');
    for (boolean first = true; json.nextElement(first, '}'); first = false) {
      if (json.name().equals("uncompressedSize")) {
        json.token();
        bytes = Integer.parseInt(json.text());
      } else {
        json.raw();
      }
    }
    return bytes;
  }
}
