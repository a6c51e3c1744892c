package io.asyncquery.rest.download;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * All of an answer to a download, with the bytes that come from the file named and not read.
 *
 * @param headers but {@code Content-Length}, which follows from the body
 * @param bodiless whether it has no body by its status, not an empty one
 */
record Reply(int status, Map<String, String> headers, List<Segment> body, boolean bodiless) {

  Reply {
    headers = Map.copyOf(headers);
    body = List.copyOf(body);
  }

  long contentLength() {
    return body.stream().mapToLong(Segment::length).sum();
  }

  /** A stretch of the body. */
  sealed interface Segment {
    long length();
  }

  /** From the file. */
  record Region(ByteRange range) implements Segment {
    @Override
    public long length() {
      return range.length();
    }
  }

  /** Made here. */
  record Text(String ascii) implements Segment {

    byte[] bytes() {
      return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public long length() {
      return ascii.length();
    }
  }
}
