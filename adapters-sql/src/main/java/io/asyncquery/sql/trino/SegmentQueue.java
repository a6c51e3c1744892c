package io.asyncquery.sql.trino;

import io.airlift.compress.v3.zstd.ZstdInputStream;
import io.asyncquery.sql.http.Responses;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The segments of a result in their order, a few of which are got at the same time; each comes no
 * faster than it is read.
 */
final class SegmentQueue {

  /** What is asked for before its turn. */
  static final int AHEAD = 3;

  private final TrinoHttp http;

  /** Changed by the reader alone; a cancellation looks at it. */
  private volatile List<Waiting> waiting = List.of();

  private volatile boolean cancelled;

  private record Waiting(
      Segment segment, Optional<CompletableFuture<HttpResponse<InputStream>>> response) {}

  /**
   * A segment that is being read.
   *
   * @param source what comes over the network
   * @param bytes the same without compression
   */
  record OpenSegment(Segment segment, InputStream source, InputStream bytes) {}

  SegmentQueue(TrinoHttp http) {
    this.http = http;
  }

  void add(List<Segment> segments) {
    List<Waiting> all = new ArrayList<>(waiting);
    segments.forEach(segment -> all.add(new Waiting(segment, Optional.empty())));
    ask(all);
  }

  int size() {
    return waiting.size();
  }

  /** The next segment. */
  OpenSegment open() throws IOException {
    Waiting next = waiting.getFirst();
    InputStream source =
        next.response.isPresent()
            ? TrinoHttp.await(next.response.get()).http().body()
            : new ByteArrayInputStream(Base64.getDecoder().decode(next.segment.inline()));
    ask(waiting.subList(1, waiting.size()));
    return new OpenSegment(next.segment, source, decompressed(next.segment, source));
  }

  /** Gives up what was asked for, from any thread. */
  void cancel() {
    cancelled = true;
    for (Waiting each : waiting) {
      each.response.ifPresent(Responses::abandon);
    }
  }

  private void ask(List<Waiting> all) {
    List<Waiting> asked = new ArrayList<>();
    for (Waiting each : all) {
      asked.add(asked.size() < AHEAD && !cancelled ? asked(each) : each);
    }
    waiting = List.copyOf(asked);
  }

  private Waiting asked(Waiting one) {
    return one.response.isPresent() || one.segment.uri().isEmpty()
        ? one
        : new Waiting(
            one.segment,
            Optional.of(http.getSegment(one.segment.uri().get(), one.segment.headers())));
  }

  private static InputStream decompressed(Segment segment, InputStream bytes) throws IOException {
    boolean compressed = segment.bytes() > 0;
    return switch (segment.encoding()) {
      case "json" -> bytes;
      case "json+zstd" -> compressed ? new ZstdInputStream(bytes) : bytes;
      default ->
          throw new ProtocolException("The encoding [" + segment.encoding() + "] is not known");
    };
  }
}
