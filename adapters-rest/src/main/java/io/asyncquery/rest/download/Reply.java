package io.asyncquery.rest.download;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * All of an answer to a download, with the bytes that come from the file named and not read.
 *
 * @param headers but those that tell the length of the body
 */
record Reply(int status, Map<String, String> headers, Body body) {

  Reply {
    headers = Map.copyOf(headers);
  }

  /** What follows the headers. */
  sealed interface Body {}

  /** Nothing, by the status. */
  record None() implements Body {}

  /** As many bytes as these are, be it none. */
  record Plain(List<Segment> segments) implements Body {

    Plain {
      segments = List.copyOf(segments);
    }

    long length() {
      return segments.stream().mapToLong(Segment::length).sum();
    }
  }

  /** All of the file in a coding; how many bytes that makes, its end will tell. */
  record Compressed(Coding coding) implements Body {}

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
