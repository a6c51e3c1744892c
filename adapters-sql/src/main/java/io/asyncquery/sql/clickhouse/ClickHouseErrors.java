package io.asyncquery.sql.clickhouse;

import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.failure.DriverErrors;
import io.asyncquery.sql.server.Unreachable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * ClickHouse's errors by their codes, as {@code system.errors} lists them. Its messages are not
 * shown: any of them may hold data.
 *
 * @param source what messages call the source
 */
record ClickHouseErrors(String source) implements DriverErrors {

  /** The state of an error whose code is a status of HTTP. */
  static final String HTTP = "08HTP";

  /** Among all that its error 36 says, whose text holds no data here. */
  private static final String TOO_BIG = "Query tree is too big";

  private static final String CONNECTION = "08006";

  private static final int DEEPEST = 20;

  /** No such table, column, database. */
  private static final Set<Integer> STALE = Set.of(8, 10, 16, 47, 60, 81);

  /** What failed on the way to the server, or back. */
  static SQLException broken(IOException thrown) {
    return new SQLException("The server was not reached", CONNECTION, thrown);
  }

  @Override
  public QueryFailure failure(SQLException error) {
    Optional<IOException> network = network(error);
    if (network.isPresent()) {
      return unreachable(network.get(), error);
    }
    if (String.valueOf(error.getMessage()).startsWith(TOO_BIG)) {
      return QueryFailure.limit("The SQL has too many expressions in each other for its source");
    }
    return HTTP.equals(error.getSQLState())
        ? answered(error.getErrorCode())
        : byCode(error.getErrorCode());
  }

  @Override
  public QueryFailure catalogFailure(SQLException error) {
    return failure(error);
  }

  @Override
  public boolean isStaleName(SQLException error) {
    return STALE.contains(error.getErrorCode());
  }

  private QueryFailure byCode(int code) {
    return switch (code) {
      case 81 -> failed("has no such database");
      case 60 -> QueryFailure.invalidSql("A table of the query is there no more");
      case 8, 10, 16, 47 -> QueryFailure.invalidSql("A column of the query is not there");
      case 153 -> QueryFailure.invalidSql("Division by zero");
      case 6, 27, 38, 41, 70, 72, 117, 349, 376, 395, 675, 676, 677, 678 ->
          QueryFailure.invalidSql("A value cannot be converted to the type wanted");
      case 69, 128, 321, 407 -> QueryFailure.invalidSql("A number is out of the range of its type");
      case 125 -> QueryFailure.invalidSql("A subquery used as a value gave several rows");
      case 131 -> QueryFailure.limit("A text that the query makes is too long for its source");
      case 162, 167, 168, 306 ->
          QueryFailure.limit("The query is nested or recurses too deeply for its source");
      case 159, 160, 209 ->
          new QueryFailure(
              FailureCategory.TIMEOUT, named("ended the query: it took longer than it may there"));
      case 164, 452 ->
          failed("lets its user not set what a query needs: give it a profile with readonly = 2");
      case 241, 173, 12 -> failed("has not enough memory for the query");
      case 158, 161, 191, 201, 202, 243, 290, 307, 396 ->
          failed("has not enough resources for the query");
      case 394 -> failed("ended the query");
      case 497 -> QueryFailure.rejected("The user of source [" + source + "] may not read that");
      case 192, 193, 194, 516 -> failed("refuses the user or the password of this source");
      case 42,
          43,
          44,
          46,
          48,
          53,
          62,
          63,
          179,
          184,
          215,
          386,
          406,
          403,
          352,
          36,
          35,
          170,
          207,
          258 ->
          QueryFailure.invalidSql("A value does not fit what the SQL does with it");
      case 115 -> failed("does not take a setting of its configuration");
      default -> failed("failed with its error [" + code + "]");
    };
  }

  private QueryFailure answered(int status) {
    return status == 401 || status == 403
        ? failed("refuses the user or the password of this source")
        : failed("answers with HTTP status [" + status + "]");
  }

  private static Optional<IOException> network(SQLException error) {
    @Nullable Throwable cause = error;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
      if (cause instanceof IOException io) {
        return Optional.of(io);
      }
    }
    return Optional.empty();
  }

  private QueryFailure unreachable(IOException network, SQLException error) {
    return switch (network) {
      case ConnectException _ -> Unreachable.failure(source, error);
      case UnknownHostException _ -> Unreachable.failure(source, error);
      case NoRouteToHostException _ -> Unreachable.failure(source, error);
      case SSLException _ -> Unreachable.failure(source, error);
      default -> Unreachable.lost(source, error);
    };
  }

  private QueryFailure failed(String what) {
    return QueryFailure.source(named(what));
  }

  private String named(String what) {
    return "Source [" + source + "] " + what;
  }
}
