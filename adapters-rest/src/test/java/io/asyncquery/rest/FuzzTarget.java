package io.asyncquery.rest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Where in a request the bytes of a fuzzer stand. */
enum FuzzTarget {
  /** They are all of it. */
  REQUEST("", ""),
  /** Down to the body, they come behind a sign-in. */
  HEADERS("GET /kylin/api/async_query/%s/result HTTP/1.1\r\nHost: x\r\n%s", "\r\n\r\n"),
  TARGET("GET /", " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%s\r\n"),
  ID("GET /kylin/api/async_query/", "/result HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%s\r\n"),
  RANGE(
      "GET /kylin/api/async_query/%s/result HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%sRange: ",
      "\r\n\r\n"),
  ACCEPT(
      "GET /kylin/api/async_query/%s/status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%sAccept: ",
      "\r\n\r\n"),
  CREDENTIALS(
      "GET /kylin/api/async_query/%s/status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
          + "Authorization: ",
      "\r\n\r\n"),
  COOKIE(
      "GET /kylin/api/async_query/%s/status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%sCookie: ",
      "\r\n\r\n"),
  /** With its length before it. */
  BODY(
      "POST /kylin/api/async_query HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%s"
          + "Content-Type: application/json\r\nContent-Length: ",
      "");

  private static final String UNKNOWN = "43eeb967-e76a-4214-8932-70594d454013";

  private final String before;
  private final String behind;

  FuzzTarget(String before, String behind) {
    this.before = before;
    this.behind = behind;
  }

  /**
   * The request with {@code input} in its place.
   *
   * @param result the id of a query that has a result
   */
  byte[] request(byte[] input, String result) {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    String id = this == RANGE || this == HEADERS ? result : UNKNOWN;
    request.writeBytes(ascii(filled(before, id)));
    if (this == BODY) {
      request.writeBytes(ascii(input.length + "\r\n\r\n"));
    }
    request.writeBytes(input);
    request.writeBytes(ascii(filled(behind, id)));
    return request.toByteArray();
  }

  private static String filled(String part, String id) {
    return part.replaceFirst("async_query/%s", "async_query/" + id).replace("%s", Wire.SIGN_IN);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
