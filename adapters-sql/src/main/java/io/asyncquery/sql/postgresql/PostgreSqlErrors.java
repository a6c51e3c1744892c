package io.asyncquery.sql.postgresql;

import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.failure.DriverErrors;
import io.asyncquery.sql.server.Unreachable;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * PostgreSQL's errors by their SQLState, as its manual lists them. Of messages, only those about
 * names and syntax are shown: others may hold data.
 *
 * @param source what messages call the source
 */
record PostgreSqlErrors(String source) implements DriverErrors {

  /** No such table, column, schema. */
  private static final Set<String> STALE = Set.of("42P01", "42703", "3F000", "42704");

  @Override
  public QueryFailure failure(SQLException error) {
    String state = Optional.ofNullable(error.getSQLState()).orElse("");
    return switch (state) {
      // The driver's own clock has run out: all else that keeps it from connecting has a cause.
      case "08001" ->
          error.getCause() == null
              ? Unreachable.noAnswer(source)
              : Unreachable.failure(source, error);
      case "08004", "57P03" -> Unreachable.failure(source, error);
      case "57P01", "57P02", "57P05", "25P03" -> Unreachable.lost(source, error);
      case "28P01", "28000" -> failed("refuses the user or the password of this source");
      case "3D000" -> failed("has no such database");
      case "53300" -> failed("has no connection to spare");
      case "57014" ->
          new QueryFailure(
              FailureCategory.TIMEOUT, named("ended the query: it took longer than it may there"));
      case "42501" -> QueryFailure.rejected(message(error));
      case "22012" -> QueryFailure.invalidSql("Division by zero");
      case "22003" -> QueryFailure.invalidSql("A number is out of the range of its type");
      case "22007", "22008" -> QueryFailure.invalidSql("A value is no valid date or time");
      case "22P02" -> QueryFailure.invalidSql("A text cannot be converted to the type wanted");
      case "21000" -> QueryFailure.invalidSql("A subquery used as a value gave several rows");
      default -> byClass(state, error);
    };
  }

  @Override
  public QueryFailure catalogFailure(SQLException error) {
    return failure(error);
  }

  @Override
  public boolean isStaleName(SQLException error) {
    return STALE.contains(Optional.ofNullable(error.getSQLState()).orElse(""));
  }

  private QueryFailure byClass(String state, SQLException error) {
    return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
      case "08" -> Unreachable.lost(source, error);
      case "42", "0A" -> QueryFailure.invalidSql(message(error));
      case "22" -> QueryFailure.invalidSql("A value does not fit what the SQL does with it");
      case "25" -> QueryFailure.rejected("The query writes; sources are only read");
      case "28" -> failed("refuses the user of this source");
      case "53", "54" -> failed("has not enough resources for the query");
      case "57", "40" -> failed("ended the query");
      default -> failed("failed" + (state.isEmpty() ? "" : " with SQLState [" + state + "]"));
    };
  }

  private QueryFailure failed(String what) {
    return QueryFailure.source(named(what));
  }

  private String named(String what) {
    return "Source [" + source + "] " + what;
  }

  /** The server's sentence, without what the driver puts around it. */
  private static String message(SQLException error) {
    ServerErrorMessage server =
        error instanceof PSQLException driver ? driver.getServerErrorMessage() : null;
    String sentence = server == null ? error.getMessage() : server.getMessage();
    return Optional.ofNullable(sentence)
        .flatMap(text -> text.lines().map(String::strip).findFirst())
        .filter(line -> !line.isEmpty())
        .orElse("The source refused the SQL");
  }
}
