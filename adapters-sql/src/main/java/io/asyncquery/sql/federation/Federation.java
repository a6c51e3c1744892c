package io.asyncquery.sql.federation;

import static java.lang.System.Logger.Level.DEBUG;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.duckdb.Workbench;
import io.asyncquery.sql.plan.ParsedQuery;
import io.asyncquery.sql.plan.RowRange;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Runs queries over several sources: parts in the sources, the rest in the workbench. */
public final class Federation implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Federation.class.getName());

  private final Workbench workbench;
  private final FederatedPlanner planner;

  private Federation(Workbench workbench) {
    this.workbench = workbench;
    this.planner = new FederatedPlanner(workbench);
  }

  /** Starts the workbench. */
  public static Federation open(DuckDbSettings settings) throws SQLException, IOException {
    return new Federation(Workbench.open(settings));
  }

  /** Where each part of {@code query} is to run; a table without a source is the first member's. */
  public FederatedPlan plan(ParsedQuery query, RowRange range, List<Member> members) {
    return planner.plan(query, range, members);
  }

  /**
   * Runs every part of {@code plan}, those of different sources at the same time, then lends the
   * rows of the rest to {@code reader}.
   *
   * @param cancellation of this run alone, which the first part to fail cancels; what the members
   *     are connected with
   * @throws StaleNameException where a table has changed since the plan was made; nothing has been
   *     lent then
   */
  public <T> T run(
      FederatedPlan plan,
      List<Member> members,
      Cancellation cancellation,
      QueryEngine.Reader<T> reader)
      throws StaleNameException {
    try (Handle handle = workbench.connect()) {
      SimultaneousParts.load(
          plan.parts(),
          part -> {
            long rows = load(part, member(members, part), handle, cancellation);
            LOG.log(DEBUG, "Source [{0}] gave [{1}] rows", part.source(), rows);
          },
          cancellation);
      return workbench.reader().read(handle.getConnection(), plan.rest(), cancellation, reader);
    } catch (SQLException e) {
      throw here(e, members, cancellation);
    }
  }

  private long load(Part part, Member member, Handle handle, Cancellation cancellation)
      throws StaleNameException {
    try {
      return member
          .source()
          .reader()
          .read(
              member.handle().getConnection(),
              part.sql(),
              cancellation,
              batches -> {
                try {
                  return workbench.load(handle, part.table(), part.columns(), batches);
                } catch (SQLException e) {
                  throw here(e, List.of(member), cancellation);
                }
              });
    } catch (SQLException e) {
      if (member.source().failures().isStaleName(e)) {
        throw new StaleNameException(member, e);
      }
      throw PartFailures.of(member, e, cancellation);
    } catch (QueryFailedException e) {
      throw PartFailures.named(member, e, cancellation);
    }
  }

  private static Member member(List<Member> members, Part part) {
    return members.stream()
        .filter(member -> member.name().equals(part.source()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no source [" + part.source() + "]"));
  }

  /** What the workbench threw over rows of {@code members}. */
  private QueryFailedException here(
      SQLException thrown, List<Member> members, Cancellation cancellation) {
    QueryFailedException failed = workbench.failures().execution(thrown, cancellation);
    if (cancellation.reason().isPresent() || failed.failure().category() != FailureCategory.LIMIT) {
      return failed;
    }
    String names =
        members.stream().map(m -> "[" + m.name() + "]").collect(Collectors.joining(", "));
    return new QueryFailedException(
        QueryFailure.limit(
            "The rows of "
                + names
                + " are too many to be worked on here: filter or group them further, or have"
                + " [engine.memoryLimit] raised"),
        failed);
  }

  /** How many connections to the workbench are open. */
  public int lentConnections() {
    return workbench.lentConnections();
  }

  @Override
  public void close() {
    workbench.close();
  }
}
