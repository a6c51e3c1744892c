package io.asyncquery.sql.mysql;

import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.failure.DriverErrors;
import io.asyncquery.sql.server.Unreachable;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * The errors of MySQL and MariaDB by their numbers, as their manuals list them, then by SQLState.
 * Of messages, only those about names and syntax are shown: others may hold data.
 *
 * @param source what messages call the source
 */
record MySqlErrors(String source) implements DriverErrors {

  /** What the driver says by itself; of SQL it says nothing. */
  private static final int OF_THE_DRIVER = -1;

  /** No such database, table, column. */
  private static final Set<Integer> STALE = Set.of(1049, 1054, 1146, 1109, 1356);

  @Override
  public QueryFailure failure(SQLException error) {
    return switch (error.getErrorCode()) {
      case 1044, 1045, 1251, 1698, 3118, 3159 ->
          failed("refuses the user or the password of this source");
      case 1049 -> failed("has no such database");
      case 1040, 1203, 1226 -> failed("has no connection to spare");
      case 1142, 1143, 1227, 1370 ->
          QueryFailure.rejected("The user of the source may not read it");
      case 1792, 1290 -> QueryFailure.rejected("The query writes; sources are only read");
      case 1317 -> failed("ended the query");
      case 1927, 1053, 1077, 1184, 4031 -> Unreachable.lost(source, error);
      case 1969, 3024 ->
          new QueryFailure(
              FailureCategory.TIMEOUT, named("ended the query: it took longer than it may there"));
      case 1242 -> QueryFailure.invalidSql("A subquery used as a value gave several rows");
      case 1241 ->
          QueryFailure.invalidSql(
              "[(a, b)], a row of several values, stands where one value must: write each alone");
      case 1365 -> QueryFailure.invalidSql("Division by zero");
      case 1264, 1690, 1916 -> QueryFailure.invalidSql("A number is out of the range of its type");
      case 1441, 6527 -> QueryFailure.invalidSql("A time is out of the range of its type");
      case 1292, 1300, 1366, 1918, 4037, 4038 ->
          QueryFailure.invalidSql("A value cannot be converted to the type wanted");
      case 1411 -> QueryFailure.invalidSql("A value does not fit what the SQL does with it");
      case 1260, 1301 ->
          QueryFailure.limit("A text that the query makes is too long for its source");
      case 1265, 1406 ->
          QueryFailure.invalidSql(
              "A text is longer than its column, whose type the first query of a WITH RECURSIVE"
                  + " gives: cast it there, such as to VARCHAR(1000)");
      case 1931, 3636 -> QueryFailure.limit("The query took more steps than its source lets it");
      case 1021, 1037, 1038, 1041, 1114, 1206, 3170 ->
          failed("has not enough resources for the query");
      case 1052,
          1054,
          1055,
          1060,
          1064,
          1066,
          1111,
          1120,
          1140,
          1146,
          1149,
          1221,
          1222,
          1235,
          1247,
          1248,
          1250,
          1305,
          1525,
          1582,
          1583,
          1630,
          4022,
          4078,
          4107,
          4161,
          4162 ->
          QueryFailure.invalidSql(message(error));
      default -> byState(error);
    };
  }

  @Override
  public QueryFailure catalogFailure(SQLException error) {
    return failure(error);
  }

  @Override
  public boolean isStaleName(SQLException error) {
    return STALE.contains(error.getErrorCode());
  }

  private QueryFailure byState(SQLException error) {
    if (error instanceof MissingDriverException) {
      return failed(
          "has no driver: put the jar of MariaDB Connector/J (mariadb-java-client) into the folder"
              + " drivers beside the launcher");
    }
    String state = Optional.ofNullable(error.getSQLState()).orElse("");
    return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
      case "08" -> connection(error);
      case "42", "21", "0A" ->
          error.getErrorCode() == OF_THE_DRIVER
              ? failed(
                  "cannot be reached: its driver trusts neither its certificate nor how it signs"
                      + " in")
              : QueryFailure.invalidSql("The source refused the SQL");
      case "22" -> QueryFailure.invalidSql("A value does not fit what the SQL does with it");
      case "25" -> QueryFailure.rejected("The query writes; sources are only read");
      case "28" -> failed("refuses the user of this source");
      case "40", "70" -> failed("ended the query");
      default ->
          failed(
              "failed"
                  + (error.getErrorCode() > 0 ? " with error [" + error.getErrorCode() + "]" : ""));
    };
  }

  /** The driver gives one state to what did not connect and to what broke later. */
  private QueryFailure connection(SQLException error) {
    String message = Optional.ofNullable(error.getMessage()).orElse("");
    return message.contains("connect") && !message.contains("Connection reset")
        ? Unreachable.failure(source, error)
        : Unreachable.lost(source, error);
  }

  private QueryFailure failed(String what) {
    return QueryFailure.source(named(what));
  }

  private String named(String what) {
    return "Source [" + source + "] " + what;
  }

  /** The server's sentence, without the number of the connection that the driver puts before it. */
  private static String message(SQLException error) {
    return Optional.ofNullable(error.getMessage())
        .map(text -> text.replaceFirst("^\\(conn=-?\\d+\\) ", ""))
        .flatMap(text -> text.lines().map(String::strip).findFirst())
        .filter(line -> !line.isEmpty())
        .orElse("The source refused the SQL");
  }
}
