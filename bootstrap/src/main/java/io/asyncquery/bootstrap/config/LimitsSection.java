package io.asyncquery.bootstrap.config;

import io.asyncquery.domain.Limits;
import io.asyncquery.domain.Limits.Cap;
import io.asyncquery.domain.Limits.OnLimit;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** How far a query may go. A request may ask for less. */
public record LimitsSection(
    @Setting(
            value = "How long a query may run, not counting its time in the queue; then it fails.",
            absence = "no limit",
            min = "1s")
        Optional<Duration> maxRunTime,
    @Setting(value = "The most rows of a result.", absence = "no limit", min = "0")
        Optional<Long> maxRows,
    @Setting(value = "The largest file of a result.", absence = "no limit", min = "1")
        Optional<ByteSize> maxBytes,
    @Setting(
            value = "The most columns of a result; one with more fails.",
            absence = "no limit",
            min = "1")
        Optional<Integer> maxColumns,
    @Setting(
            value =
                "What becomes of a result with more rows or bytes: fail gives none, truncate its"
                    + " first rows and says so. Bytes truncate csv and ndjson; another format"
                    + " fails.",
            defaultsTo = "fail")
        OnLimit onLimit) {

  public Limits limits() {
    return new Limits(
        maxRunTime,
        maxRows.map(max -> new Cap(max, onLimit)),
        maxBytes.map(max -> new Cap(max.bytes(), onLimit)),
        maxColumns.map(OptionalInt::of).orElseGet(OptionalInt::empty));
  }
}
