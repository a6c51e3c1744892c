package io.asyncquery.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonProperty.Access;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One line of the report. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Outcome.Compared.class, name = "compared"),
  @JsonSubTypes.Type(value = Outcome.Timed.class, name = "timed"),
  @JsonSubTypes.Type(value = Outcome.Skipped.class, name = "skipped"),
  @JsonSubTypes.Type(value = Outcome.Broken.class, name = "broken")
})
public sealed interface Outcome {

  String title();

  /** Which side is divided by the other. */
  enum Ratio {
    /** Of times: how many times the peer's throughput ours is. */
    PEER_BY_OURS,
    OURS_BY_PEER
  }

  /**
   * Ours beside a peer, turn by turn.
   *
   * @param how what was done and compared, in sentences
   */
  record Compared(String title, String how, Series peer, Series ours, Ratio ratio, Goal goal)
      implements Outcome {

    @JsonProperty(access = Access.READ_ONLY)
    public Series ratios() {
      return switch (ratio) {
        case PEER_BY_OURS -> peer.combined("peer / ours", ours, (p, o) -> p / o);
        case OURS_BY_PEER -> ours.combined("ours / peer", peer, (o, p) -> o / p);
      };
    }

    @JsonProperty(access = Access.READ_ONLY)
    public boolean met() {
      return goal.metBy(ratios().median());
    }
  }

  /**
   * Ours alone: the median of its samples has the goal.
   *
   * @param how what was done, in sentences
   */
  record Timed(String title, String how, Series ours, Goal goal) implements Outcome {

    @JsonProperty(access = Access.READ_ONLY)
    public boolean met() {
      return goal.metBy(ours.median());
    }
  }

  /**
   * Not measured, because something is not there.
   *
   * @param missing what, and how to get it
   */
  record Skipped(String title, String missing) implements Outcome {}

  /** Not measured, because it failed. */
  record Broken(String title, String fault) implements Outcome {}
}
