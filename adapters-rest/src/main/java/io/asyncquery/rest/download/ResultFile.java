package io.asyncquery.rest.download;

import io.asyncquery.domain.Digest;
import io.asyncquery.domain.ResultSummary;
import io.asyncquery.rest.download.Reply.Region;
import io.asyncquery.rest.download.Reply.Segment;
import io.asyncquery.rest.download.Reply.Text;
import io.asyncquery.rest.message.Envelope;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * A result as HTTP sees it: a representation that never changes, named by its digest.
 *
 * @param coding in which it travels, where all of it does
 */
record ResultFile(ResultSummary summary, String contentType, String name, Coding coding) {

  private static final String CONTENT_RANGE = "Content-Range";
  private static final String REPR_DIGEST = "Repr-Digest";

  /** The answer to a request with these headers. */
  Reply reply(Function<String, Optional<String>> header) {
    return switch (Selection.of(header, tag(), summary.bytes())) {
      case Selection.Whole _ -> whole();
      case Selection.Parts(var ranges) when ranges.size() == 1 -> part(ranges.getFirst());
      case Selection.Parts(var ranges) -> parts(ranges);
      case Selection.Unsatisfiable _ -> unsatisfiable();
      case Selection.NotModified _ -> new Reply(304, commonHeaders(), new Reply.None());
      case Selection.PreconditionFailed _ ->
          problem(412, Map.of(), "The result is another than [If-Match] names: fetch it anew");
    };
  }

  private Reply whole() {
    if (coding == Coding.IDENTITY) {
      return reply(200, headers(), all());
    }
    Map<String, String> headers = headers();
    headers.put(HttpHeaders.CONTENT_ENCODING, coding.token());
    headers.remove(REPR_DIGEST); // Of the compressed bytes it would have to be.
    return new Reply(200, headers, new Reply.Compressed(coding));
  }

  private Reply part(ByteRange range) {
    Map<String, String> headers = headers();
    headers.put(CONTENT_RANGE, contentRange(range));
    return reply(206, headers, List.of(new Region(range)));
  }

  private Reply parts(List<ByteRange> ranges) {
    String boundary = UUID.randomUUID().toString();
    List<Segment> body = new ArrayList<>();
    for (ByteRange range : ranges) {
      body.add(
          new Text(
              "%s--%s\r\nContent-Type: %s\r\nContent-Range: %s\r\n\r\n"
                  .formatted(
                      body.isEmpty() ? "" : "\r\n", boundary, contentType, contentRange(range))));
      body.add(new Region(range));
    }
    body.add(new Text("\r\n--" + boundary + "--\r\n"));
    Map<String, String> headers = headers();
    headers.put(HttpHeaders.CONTENT_TYPE, "multipart/byteranges; boundary=" + boundary);
    return reply(206, headers, body);
  }

  private Reply unsatisfiable() {
    return problem(
        416,
        Map.of(CONTENT_RANGE, "bytes */" + summary.bytes()),
        "[Range] asks for none of the [" + summary.bytes() + "] bytes there are");
  }

  private Reply problem(int status, Map<String, String> more, String msg) {
    Map<String, String> headers = commonHeaders();
    headers.putAll(more);
    headers.put(HttpHeaders.CONTENT_TYPE, "application/json;charset=utf-8");
    byte[] envelope = Envelope.of(Envelope.FAILURE, Envelope.Data.NULL, msg);
    return reply(status, headers, List.of(new Text(new String(envelope, StandardCharsets.UTF_8))));
  }

  private static Reply reply(int status, Map<String, String> headers, List<Segment> body) {
    return new Reply(status, headers, new Reply.Plain(body));
  }

  private List<Segment> all() {
    return summary.bytes() == 0
        ? List.of()
        : List.of(new Region(new ByteRange(0, summary.bytes() - 1)));
  }

  private Map<String, String> headers() {
    Map<String, String> headers = commonHeaders();
    headers.put(HttpHeaders.CONTENT_TYPE, contentType);
    headers.put(HttpHeaders.CONTENT_DISPOSITION, Disposition.attachment(name));
    headers.put("Accept-Ranges", "bytes");
    headers.put(REPR_DIGEST, reprDigest());
    return headers;
  }

  private Map<String, String> commonHeaders() {
    Map<String, String> headers = new HashMap<>();
    headers.put(HttpHeaders.ETAG, tag());
    headers.put(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    headers.put(HttpHeaders.VARY, HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_ENCODING);
    summary
        .truncation()
        .ifPresent(
            limit -> headers.put("X-Asyncquery-Truncated", limit.name().toLowerCase(Locale.ROOT)));
    return headers;
  }

  /** Weak for a coding: another version of its library may make other bytes of the same file. */
  private String tag() {
    return coding == Coding.IDENTITY
        ? "\"" + summary.digest() + '"'
        : "W/\"" + summary.digest() + "-" + coding.token() + '"';
  }

  private String contentRange(ByteRange range) {
    return "bytes %d-%d/%d".formatted(range.first(), range.last(), summary.bytes());
  }

  /** RFC 9530 has a name for the first of the two CRCs, and none for both. */
  private String reprDigest() {
    Digest digest = summary.digest();
    return switch (digest.algorithm()) {
      case CRC -> "crc32c=:" + base64(digest.hex().substring(0, 8)) + ":";
      case SHA_256 -> "sha-256=:" + base64(digest.hex()) + ":";
    };
  }

  private static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }
}
