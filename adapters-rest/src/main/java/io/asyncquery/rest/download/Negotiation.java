package io.asyncquery.rest.download;

import io.asyncquery.domain.ResultFormat;
import jakarta.ws.rs.core.HttpHeaders;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.server.Request;

/** Chooses the coding of an answer to a download. */
final class Negotiation {

  /** Below, what is saved is not worth the headers. */
  static final int MIN_BYTES = 1 << 10;

  private Negotiation() {}

  /**
   * Where a request has ranges or names a tag in {@code If-Match}, the file as it is: only its
   * bytes are the same for ever.
   *
   * @param bytes how long the result is
   */
  static Coding coding(Request request, ResultFormat format, long bytes) {
    if (request.getProtocol() != Protocol.HTTP_1_1 // No chunks before it.
        || request.getHeader("Range") != null
        || request.getHeader(HttpHeaders.IF_MATCH) != null) {
      return Coding.IDENTITY;
    }
    AcceptEncoding accept =
        new AcceptEncoding(String.join(",", request.getHeaders(HttpHeaders.ACCEPT_ENCODING)));
    return isWorthIt(format, bytes) || !accept.accepts(Coding.IDENTITY)
        ? accept.best()
        : Coding.IDENTITY;
  }

  private static boolean isWorthIt(ResultFormat format, long bytes) {
    return bytes >= MIN_BYTES
        && switch (format) {
          case ResultFormat.Csv _, ResultFormat.Json _, ResultFormat.NdJson _ -> true;
          case ResultFormat.Xlsx _, ResultFormat.Parquet _ -> false; // Compressed themselves.
        };
  }
}
