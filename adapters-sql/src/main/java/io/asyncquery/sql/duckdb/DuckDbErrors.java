package io.asyncquery.sql.duckdb;

import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.failure.DriverErrors;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * DuckDB's errors. Its driver gives them neither an SQLState nor a code; their kind is the first
 * words of the message, which DuckDB derives from its own exception type.
 */
final class DuckDbErrors implements DriverErrors {

  private static final Pattern ERROR =
      Pattern.compile("(?<kind>[A-Za-z ]+?) Error: (?<text>.*)", Pattern.DOTALL);

  /** Values of rows: what stands in quotes, and numbers that are no part of a type's name. */
  private static final Pattern DATA =
      Pattern.compile("'[^']*+'|(?<![\\w\"])(?<![A-Z]\\([\\d,]{0,3})-?\\d[\\d.]*+(?:e[+-]?\\d+)?");

  private static final Pattern PATH = Pattern.compile("(?:/[^\\s'\"/]+){2,}");

  @Override
  public QueryFailure failure(SQLException error) {
    Matcher matcher = ERROR.matcher(String.valueOf(error.getMessage()));
    if (!matcher.lookingAt()) {
      return QueryFailure.source("The source failed");
    }
    String text = PATH.matcher(firstSentence(matcher.group("text"))).replaceAll("[...]");
    return switch (matcher.group("kind")) {
      case "Binder", "Catalog", "Parser", "Syntax", "Invalid Type", "Not implemented" ->
          QueryFailure.invalidSql(text);
      case "Conversion",
          "Invalid Input",
          "Out of Range",
          "Mismatch Type",
          "Divide by Zero",
          "Object Size",
          "Sequence",
          "Expression" ->
          QueryFailure.invalidSql(DATA.matcher(text).replaceAll("[...]"));
      case "Permission" ->
          QueryFailure.rejected("The query reaches for what queries may not reach");
      case "Out of Memory" ->
          QueryFailure.limit("The query needs more memory than its source may use");
      default -> QueryFailure.source("The source failed: " + matcher.group("kind") + " error");
    };
  }

  private static String firstSentence(String text) {
    String line = text.lines().findFirst().orElse("");
    int end = line.indexOf(". ");
    String sentence = (end < 0 ? line : line.substring(0, end)).strip();
    return sentence.isEmpty() ? "The source refused the query" : sentence;
  }
}
