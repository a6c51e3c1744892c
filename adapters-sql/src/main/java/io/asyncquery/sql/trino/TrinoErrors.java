package io.asyncquery.sql.trino;

import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.failure.DriverErrors;
import io.asyncquery.sql.server.Unreachable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Trino's errors by their codes, as {@code io.trino.spi.StandardErrorCode} lists them. Of messages,
 * only those of the analysis are shown, which name a place in the SQL: others may hold data.
 *
 * @param source what messages call the source
 */
record TrinoErrors(String source) implements DriverErrors {

  private static final String CONNECTION = "08006";

  private static final int INTERNAL = 0x1_0000;

  /** As Java says it, where Trino reckons with constants. */
  private static final String DIVISION = "/ by zero";

  /** As Trino's planner says it, which writes each step of a recursion out. */
  private static final String RECURSION = "Recursion depth limit exceeded";

  private static final int NO_WORKER = 0x1_0005;
  private static final int INSUFFICIENT_RESOURCES = 0x2_0000;
  private static final int EXCEEDED_TIME_LIMIT = 0x2_0003;
  private static final int EXTERNAL = 0x100_0000;

  /** No such catalog, schema, table, column. */
  private static final Set<Integer> STALE = Set.of(44, 45, 46, 47);

  private static final Pattern ANALYSIS = Pattern.compile("line \\d+:\\d+: (?<sentence>.*)");

  private static final int DEEPEST = 20;

  /** What failed on the way to the cluster, or back. */
  static SQLException broken(IOException thrown) {
    return new SQLException("The cluster was not reached", CONNECTION, thrown);
  }

  @Override
  public QueryFailure failure(SQLException error) {
    Optional<Throwable> network = network(error);
    if (network.isPresent()) {
      return unreachable(network.get(), error);
    }
    if (isRefused(error)) {
      return refused();
    }
    int code = error.getErrorCode();
    if (code >= EXTERNAL) {
      return failed("was failed by what lies behind it");
    }
    if (code == EXCEEDED_TIME_LIMIT) {
      return new QueryFailure(
          FailureCategory.TIMEOUT, named("ended the query: it took longer than it may there"));
    }
    if (code == INTERNAL && String.valueOf(error.getMessage()).equals(DIVISION)) {
      return QueryFailure.invalidSql("Division by zero");
    }
    if (String.valueOf(error.getMessage()).startsWith(RECURSION)) {
      return QueryFailure.limit(
          "A recursion takes more steps than its source lets it: raise [max_recursion_depth] among"
              + " the sessionProperties of source ["
              + source
              + "]");
    }
    if (code >= INSUFFICIENT_RESOURCES) {
      return failed("has not enough resources for the query");
    }
    return code >= INTERNAL ? internal(code) : byUser(code, error);
  }

  @Override
  public QueryFailure catalogFailure(SQLException error) {
    return failure(error);
  }

  @Override
  public boolean isStaleName(SQLException error) {
    return STALE.contains(error.getErrorCode());
  }

  private QueryFailure internal(int code) {
    return code == NO_WORKER
        ? failed("has no worker that could run the query")
        : failed("failed with its error [" + code + "]");
  }

  private QueryFailure byUser(int code, SQLException error) {
    return switch (code) {
      case 2, 3, 38 -> failed("ended the query");
      case 4 -> QueryFailure.rejected("The user of source [" + source + "] may not read that");
      case 8 -> QueryFailure.invalidSql("Division by zero");
      case 9 -> QueryFailure.invalidSql("A value cannot be converted to the type wanted");
      case 14 -> failed("does not take a session property of its configuration");
      case 19 -> QueryFailure.invalidSql("A number is out of the range of its type");
      case 23, 24, 25 -> QueryFailure.rejected("The query writes; sources are only read");
      case 20, 22 -> failed("has ended the transaction of the query");
      case 28 -> QueryFailure.invalidSql("A subquery used as a value gave several rows");
      case 44 -> failed("has no such catalog");
      default -> QueryFailure.invalidSql(sentence(error));
    };
  }

  /** Without the place, which is one in the SQL that the cluster was sent. */
  private static String sentence(SQLException error) {
    String message = String.valueOf(error.getMessage()).replaceFirst("^Query failed[^:]*: ", "");
    Matcher analysis = ANALYSIS.matcher(message.lines().findFirst().orElse(""));
    return analysis.matches()
        ? analysis.group("sentence")
        : "A value does not fit what the SQL does with it";
  }

  private static Optional<Throwable> network(SQLException error) {
    return causes(error).stream().filter(IOException.class::isInstance).findFirst();
  }

  /** As Trino's driver says it, without a code. */
  private static boolean isRefused(SQLException error) {
    return causes(error).stream()
        .anyMatch(cause -> String.valueOf(cause.getMessage()).startsWith("Authentication failed"));
  }

  private static List<Throwable> causes(Throwable error) {
    List<Throwable> causes = new ArrayList<>();
    @Nullable Throwable cause = error;
    while (cause != null && causes.size() < DEEPEST) {
      causes.add(cause);
      cause = cause.getCause();
    }
    return causes;
  }

  private QueryFailure unreachable(Throwable network, SQLException error) {
    return switch (network) {
      case TrinoHttp.HttpStatusException answer when answer.status() == 401 -> refused();
      case TrinoHttp.HttpStatusException answer ->
          failed("answers with HTTP status [" + answer.status() + "]");
      case ConnectException _ -> Unreachable.failure(source, error);
      case UnknownHostException _ -> Unreachable.failure(source, error);
      case NoRouteToHostException _ -> Unreachable.failure(source, error);
      case SSLException _ -> Unreachable.failure(source, error);
      default -> Unreachable.lost(source, error);
    };
  }

  private QueryFailure refused() {
    return failed("refuses the user, the password or the token of this source");
  }

  private QueryFailure failed(String what) {
    return QueryFailure.source(named(what));
  }

  private String named(String what) {
    return "Source [" + source + "] " + what;
  }
}
