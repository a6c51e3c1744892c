package io.asyncquery.benchmarks.jmh;

import io.asyncquery.application.batch.ColumnAppender;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Decimal;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.ColumnType.Timestamp;
import java.util.random.RandomGenerator;

/** What the columns of a batch hold. */
public enum ColumnKind {
  INTS,
  DECIMALS,
  DOUBLES,
  DATES,
  TIMESTAMPS,
  SHORT_TEXTS,
  LONG_TEXTS;

  ColumnType type() {
    return switch (this) {
      case INTS -> Scalar.BIGINT;
      case DECIMALS -> new Decimal(18, 4);
      case DOUBLES -> Scalar.DOUBLE;
      case DATES -> Scalar.DATE;
      case TIMESTAMPS -> Timestamp.MICROS;
      case SHORT_TEXTS, LONG_TEXTS -> Scalar.VARCHAR;
    };
  }

  void append(ColumnAppender column, RandomGenerator random) {
    switch (this) {
      case INTS -> column.appendLong(random.nextLong(-1_000_000, 100_000_000));
      case DECIMALS -> column.appendUnscaled(random.nextLong(-1_000_000_000L, 100_000_000_000L));
      case DOUBLES -> column.appendDouble(random.nextDouble(-1e6, 1e9));
      case DATES -> column.appendInt(random.nextInt(20_000));
      case TIMESTAMPS -> column.appendLong(random.nextLong(2_000_000_000_000_000L));
      case SHORT_TEXTS -> column.appendText("item " + random.nextInt(1_000));
      case LONG_TEXTS ->
          column.appendText("to the back door of house number " + random.nextInt(1_000_000));
    }
  }
}
