package io.asyncquery.bootstrap.config;

import io.asyncquery.application.upkeep.Retention;
import io.asyncquery.application.upkeep.Retention.UnderPressure;
import java.time.Duration;
import java.util.Optional;

/** How long finished queries are kept. */
public record RetentionSection(
    @Setting(
            value =
                "How long after its end a query is kept with its result; then its status is"
                    + " MISSING.",
            defaultsTo = "7d",
            min = "1m")
        Duration age,
    @Setting(
            value =
                "What happens when room for results is scarce: none lets new ones be refused,"
                    + " oldestFirst removes the oldest results before their time.",
            defaultsTo = "none")
        UnderPressure underPressure) {

  Retention retention() {
    return new Retention(Optional.of(age), underPressure);
  }
}
