package io.asyncquery.application.fake;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.ProjectScope;
import io.asyncquery.application.port.ResultContent;
import io.asyncquery.application.port.ResultStore;
import io.asyncquery.application.port.Space;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.Digest;
import io.asyncquery.domain.Limits;
import io.asyncquery.domain.Limits.Cap;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.ResultFormat;
import io.asyncquery.domain.ResultSummary;
import io.asyncquery.domain.Truncation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Results in a map, whatever their format as simple CSV without a header. */
public final class InMemoryResultStore implements ResultStore {

  private final Map<QueryId, byte[]> results = new ConcurrentHashMap<>();
  private final Set<QueryId> parts = ConcurrentHashMap.newKeySet();

  private final Map<QueryId, String> damages = new ConcurrentHashMap<>();

  private final Map<QueryId, Instant> changes = new ConcurrentHashMap<>();
  private final AtomicInteger inspections = new AtomicInteger();

  /** Lets {@link #inspect} find the result damaged. */
  public void damage(QueryId id, String what) {
    damages.put(id, what);
  }

  /** Lets the result look as if it had been written to. */
  public void touch(QueryId id, Instant at) {
    changes.put(id, at);
  }

  /** How often {@link #inspect} was called. */
  public int inspections() {
    return inspections.get();
  }

  /** Puts another result in its place. */
  public void change(QueryId id, byte[] bytes) {
    results.put(id, bytes);
  }

  @Override
  public Optional<String> inspect(QueryId id, ResultSummary summary) {
    inspections.incrementAndGet();
    return Optional.ofNullable(damages.get(id));
  }

  private volatile Space space = Space.AMPLE;
  private volatile Map<ProjectScope, Space> apart = Map.of();

  /** What {@link #space} says from now on. */
  public void setSpace(Space now) {
    space = now;
  }

  /** What {@link #spaces} says besides of {@code projects}, which lie apart. */
  public void setSpace(Set<ProjectName> projects, Space now) {
    apart = Map.of(new ProjectScope.Only(projects), now);
  }

  @Override
  public Map<ProjectScope, Space> spaces() {
    Map<ProjectScope, Space> all = new HashMap<>(apart);
    all.put(ProjectScope.ALL, space);
    return all;
  }

  @Override
  public Space space() {
    return space;
  }

  @Override
  public ResultSummary write(
      QueryId id,
      ResultFormat format,
      ColumnBatches batches,
      Optional<Cap> maxBytes,
      Cancellation cancellation) {
    parts.add(id);
    try {
      Text text = new Text(maxBytes);
      cancellation.check();
      for (Optional<ColumnBatch> next = batches.next();
          next.isPresent();
          next = text.cut ? Optional.empty() : batches.next()) {
        try (ColumnBatch batch = next.get()) {
          cancellation.check();
          for (List<@Nullable Object> row : Rows.read(batch, batches.columns().size())) {
            text.append(line(row).getBytes(StandardCharsets.UTF_8));
          }
        }
      }
      cancellation.check();
      byte[] bytes = text.bytes.toByteArray();
      results.put(id, bytes);
      return new ResultSummary(
          text.rows,
          bytes.length,
          sha256(bytes),
          text.cut ? Optional.of(Truncation.BYTES) : Optional.empty(),
          batches.columns());
    } finally {
      parts.remove(id);
    }
  }

  /** Whole lines up to a cap. */
  private static final class Text {

    private final Cap cap;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long rows;
    private boolean cut;

    Text(Optional<Cap> cap) {
      this.cap = cap.orElseGet(() -> new Cap(Long.MAX_VALUE, Limits.OnLimit.FAIL));
    }

    void append(byte[] line) {
      cut = cut || bytes.size() + line.length > cap.max();
      if (cut && cap.onLimit() == Limits.OnLimit.FAIL) {
        throw new QueryFailedException(QueryFailure.limit("The result is too large"));
      }
      if (!cut) {
        bytes.writeBytes(line);
        rows++;
      }
    }
  }

  private static String line(List<@Nullable Object> row) {
    return row.stream().map(InMemoryResultStore::cell).collect(Collectors.joining(",", "", "\n"));
  }

  private static String cell(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    return text.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0)
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }

  private static Digest sha256(byte[] bytes) {
    try {
      return Digest.of(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Optional<ResultContent> open(QueryId id) {
    return Optional.ofNullable(results.get(id))
        .map(bytes -> content(bytes, changes.getOrDefault(id, Instant.MIN)));
  }

  private static ResultContent content(byte[] bytes, Instant changedAt) {
    try {
      Path file = Files.createTempFile("result", ".csv");
      Files.write(file, bytes);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
      return new ResultContent(channel, bytes.length, changedAt, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void delete(Collection<QueryId> ids) {
    results.keySet().removeAll(Set.copyOf(ids));
  }

  @Override
  public int sweep(Collection<QueryId> owners) {
    int before = results.size() + parts.size();
    parts.clear();
    results.keySet().retainAll(Set.copyOf(owners));
    return before - results.size();
  }

  /** Leaves a part behind, as an execution does whose process is killed. */
  public void leavePart(QueryId id) {
    parts.add(id);
  }

  /** Whose results are there. */
  public Set<QueryId> ids() {
    return Set.copyOf(results.keySet());
  }

  /** Whose parts are there. */
  public Set<QueryId> parts() {
    return Set.copyOf(parts);
  }
}
