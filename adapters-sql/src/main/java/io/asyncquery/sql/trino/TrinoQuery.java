package io.asyncquery.sql.trino;

import io.asyncquery.sql.http.Responses;
import io.asyncquery.sql.trino.ResultPage.ResultColumn;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One statement and its answers, one behind the other: while one is read, the next is asked for.
 * Closing it before its end ends it in the cluster too.
 */
final class TrinoQuery implements AutoCloseable {

  private final TrinoHttp http;
  private final SegmentQueue segments;
  private Optional<CompletableFuture<HttpResponse<InputStream>>> pending;
  private Optional<URI> next = Optional.empty();
  private Optional<ResultPage> page = Optional.empty();
  private Optional<SegmentQueue.OpenSegment> segment = Optional.empty();
  private Optional<JsonScanner> rows = Optional.empty();
  private List<ResultColumn> columns = List.of();
  private Optional<String> transaction = Optional.empty();
  private Optional<InputStream> reading = Optional.empty();
  private long bytesBefore;
  private boolean firstRow;
  private boolean cancelled;

  /** Sends {@code sql}. */
  TrinoQuery(TrinoHttp http, String sql, Map<String, List<String>> headers) {
    this.http = http;
    this.segments = new SegmentQueue(http);
    this.pending = Optional.of(http.post(sql, headers));
  }

  /** The columns, once they are known. */
  List<ResultColumn> columns() throws IOException, SQLException {
    boolean more = true;
    while (more && columns.isEmpty() && rows.isEmpty()) {
      more = openPage();
    }
    return columns;
  }

  /** Lets it run to its end; the transaction that it began, if it did. */
  Optional<String> drain() throws IOException, SQLException {
    while (advance()) {
      json().raw();
    }
    return transaction;
  }

  /** Goes before the next row, a JSON array that {@link #json} is to read; false at the end. */
  boolean advance() throws IOException, SQLException {
    while (true) {
      if (rows.isPresent()) {
        if (rows.get().nextElement(firstRow, ']')) {
          firstRow = false;
          return true;
        }
        closeRows();
      }
      topUp();
      if (segments.size() > 0) {
        openSegment();
      } else if (!openPage()) {
        return false;
      }
    }
  }

  /** About how many bytes of rows were read so far. */
  long bytesRead() {
    return bytesBefore + rows.map(JsonScanner::taken).orElse(0L);
  }

  JsonScanner json() {
    return rows.orElseThrow();
  }

  /** The next answer, if there is one. */
  private boolean openPage() throws IOException, SQLException {
    Optional<CompletableFuture<HttpResponse<InputStream>>> expected = expected();
    if (expected.isEmpty()) {
      return false;
    }
    TrinoHttp.Response response = TrinoHttp.await(expected.get());
    transaction = response.header("X-Trino-Started-Transaction-Id").or(() -> transaction);
    begun(response.http().body());
    ResultPage opened = new ResultPage(response.http().body(), this::askNext);
    if (columns.isEmpty()) {
      columns = opened.columns().orElse(columns);
    }
    if (opened.hasRows()) {
      page = Optional.of(opened);
      begin(opened.json());
    } else {
      opened.finish();
      segments.add(opened.segments());
    }
    return true;
  }

  private synchronized Optional<CompletableFuture<HttpResponse<InputStream>>> expected() {
    return pending;
  }

  /** An answer has begun to come; what comes behind it is not known yet. */
  private synchronized void begun(InputStream body) throws IOException {
    pending = Optional.empty();
    reading = Optional.of(body);
    refuseIfCancelled(body);
  }

  private void refuseIfCancelled(InputStream body) throws IOException {
    if (cancelled) {
      Responses.abandon(body);
      throw new IOException("The query was cancelled");
    }
  }

  private synchronized void askNext(URI uri) {
    next = Optional.of(uri);
    if (cancelled) {
      http.delete(uri);
    } else {
      pending = Optional.of(http.get(uri));
    }
  }

  /** Segments are small to name and slow to get: as many as can be are known before their turn. */
  private void topUp() throws IOException, SQLException {
    while (segments.size() > 0 && segments.size() < SegmentQueue.AHEAD && nextIsThere()) {
      boolean _ = openPage();
      if (rows.isPresent()) {
        throw new ProtocolException("Rows come behind segments that were not read yet");
      }
    }
  }

  private synchronized boolean nextIsThere() {
    return pending.filter(CompletableFuture::isDone).isPresent();
  }

  private void openSegment() throws IOException {
    SegmentQueue.OpenSegment opened = segments.open();
    segment = Optional.of(opened);
    synchronized (this) {
      reading = Optional.of(opened.source());
      refuseIfCancelled(opened.source());
    }
    JsonScanner json = new JsonScanner(opened.bytes());
    json.expect('[');
    begin(json);
  }

  private void begin(JsonScanner json) {
    rows = Optional.of(json);
    firstRow = true;
  }

  private void closeRows() throws IOException, SQLException {
    bytesBefore = bytesRead();
    rows = Optional.empty();
    if (segment.isPresent()) {
      SegmentQueue.OpenSegment read = segment.get();
      segment = Optional.empty();
      var _ = read.bytes().transferTo(OutputStream.nullOutputStream());
      read.bytes().close();
      read.segment().acknowledgement().ifPresent(this::acknowledge);
    } else if (page.isPresent()) {
      page.get().finish();
    }
  }

  private void acknowledge(URI uri) {
    var _ = http.getSegment(uri, Map.of()).thenAccept(answer -> Responses.abandon(answer.body()));
  }

  /** Ends it, here and in the cluster, from any thread; never waits. */
  synchronized void cancel() {
    cancelled = true;
    next.ifPresent(http::delete);
    next = Optional.empty();
    pending.ifPresent(Responses::abandon);
    reading.ifPresent(Responses::abandon);
    segments.cancel();
  }

  @Override
  public synchronized void close() {
    if (pending.isPresent() || rows.isPresent() || segments.size() > 0) {
      cancel();
    }
  }
}
