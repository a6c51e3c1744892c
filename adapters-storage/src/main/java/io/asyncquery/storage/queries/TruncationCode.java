package io.asyncquery.storage.queries;

import io.asyncquery.domain.Truncation;
import java.util.Optional;

/** A truncation as the database keeps it; the schema says which number is which. */
final class TruncationCode {

  private TruncationCode() {}

  static int of(Optional<Truncation> truncation) {
    return truncation
        .map(limit ->
            switch (limit) {
              case ROWS -> 1;
              case BYTES -> 2;
            })
        .orElse(0);
  }

  static Optional<Truncation> read(int code) {
    return switch (code) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(Truncation.ROWS);
      case 2 -> Optional.of(Truncation.BYTES);
      default -> throw new IllegalStateException("[" + code + "] is recorded as a truncation");
    };
  }
}
