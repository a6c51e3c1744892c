package io.asyncquery.rest.resource;

import io.asyncquery.domain.Limits;
import io.asyncquery.domain.Limits.Cap;
import io.asyncquery.domain.Limits.OnLimit;
import io.asyncquery.rest.message.Excerpt;
import io.asyncquery.rest.message.JsonObject;
import io.asyncquery.rest.message.Problem;
import io.asyncquery.rest.message.RefusedException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The bounds that a submission sets on its query. */
final class WantedLimits {

  private static final long MAX_SECONDS = Duration.ofDays(365).toSeconds();

  private WantedLimits() {}

  static Limits read(JsonObject submission) {
    return submission.object("limits").map(WantedLimits::limits).orElse(Limits.NONE);
  }

  private static Limits limits(JsonObject limits) {
    limits.requireOnly("run_time", "rows", "bytes", "columns", "on_limit");
    OnLimit onLimit = onLimit(limits.text("on_limit").orElse("fail"));
    OptionalLong seconds = positive(limits, "run_time", MAX_SECONDS);
    OptionalLong columns = positive(limits, "columns", Integer.MAX_VALUE);
    return new Limits(
        seconds.isPresent()
            ? Optional.of(Duration.ofSeconds(seconds.getAsLong()))
            : Optional.empty(),
        cap(limits.count("rows"), onLimit),
        cap(limits.count("bytes"), onLimit),
        columns.isPresent() ? OptionalInt.of((int) columns.getAsLong()) : OptionalInt.empty());
  }

  private static Optional<Cap> cap(OptionalLong max, OnLimit onLimit) {
    return max.isPresent() ? Optional.of(new Cap(max.getAsLong(), onLimit)) : Optional.empty();
  }

  private static OptionalLong positive(JsonObject limits, String name, long max) {
    OptionalLong value = limits.count(name);
    if (value.isPresent() && (value.getAsLong() < 1 || value.getAsLong() > max)) {
      throw refused(
          "[limits.%s] must be 1 to %d, not [%d]".formatted(name, max, value.getAsLong()));
    }
    return value;
  }

  private static OnLimit onLimit(String word) {
    return switch (word) {
      case "fail" -> OnLimit.FAIL;
      case "truncate" -> OnLimit.TRUNCATE;
      default ->
          throw refused(
              "[limits.on_limit] must be one of fail, truncate, not [" + Excerpt.of(word) + "]");
    };
  }

  private static RefusedException refused(String message) {
    return new RefusedException(Problem.BAD_PARAMETER, message);
  }
}
