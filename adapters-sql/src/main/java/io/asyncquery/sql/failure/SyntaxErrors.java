package io.asyncquery.sql.failure;

import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.babel.ParseException;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImplConstants;
import org.apache.calcite.sql.parser.babel.Token;

/** Says in one sentence where the SQL stops being SQL, and refuses statements that are none. */
final class SyntaxErrors {

  /** What begins a statement that is no query, in any dialect. */
  private static final Set<String> VERBS =
      Set.of(
          "ALTER",
          "ANALYZE",
          "ATTACH",
          "BEGIN",
          "CALL",
          "CHECKPOINT",
          "COMMENT",
          "COMMIT",
          "COPY",
          "CREATE",
          "DEALLOCATE",
          "DELETE",
          "DESCRIBE",
          "DETACH",
          "DO",
          "DROP",
          "EXECUTE",
          "EXPLAIN",
          "EXPORT",
          "GRANT",
          "IMPORT",
          "INSERT",
          "INSTALL",
          "KILL",
          "LOAD",
          "LOCK",
          "MERGE",
          "PRAGMA",
          "PREPARE",
          "REPLACE",
          "RESET",
          "REVOKE",
          "ROLLBACK",
          "SAVEPOINT",
          "SET",
          "SHOW",
          "START",
          "SUMMARIZE",
          "TRUNCATE",
          "UPDATE",
          "UPSERT",
          "USE",
          "VACUUM");

  private static final Pattern TOKEN =
      Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*+|\\d[\\w.]*+|'[^']*+'?|\"[^\"]*+\"?|\\S");

  /** What hides a semicolon, and a semicolon. */
  private static final Pattern SEPARATOR =
      Pattern.compile("'[^']*+'?|\"[^\"]*+\"?|--[^\\n]*+|/\\*.*?(?:\\*/|\\z)|;", Pattern.DOTALL);

  private static final Pattern SPACE =
      Pattern.compile("(?:\\s++|--[^\\n]*+|/\\*.*?(?:\\*/|\\z))*+", Pattern.DOTALL);

  private SyntaxErrors() {}

  static QueryFailedException failure(String sql, SqlParseException error) {
    Optional<Token> culprit = culprit(error);
    int offset =
        culprit
            .map(token -> offset(sql, token.beginLine, token.beginColumn))
            .or(() -> Optional.ofNullable(error.getPos()).map(at -> offset(sql, at)))
            .orElse(sql.length());
    String verb = firstToken(sql, statementBegin(sql, offset)).toUpperCase(Locale.ROOT);
    if (VERBS.contains(verb)) {
      return new QueryFailedException(
          QueryFailure.rejected("Only queries are allowed, not [" + verb + "]"), error);
    }
    String token = firstToken(sql, offset);
    OptionalInt open = openQuote(sql);
    if (open.isPresent()) {
      return new QueryFailedException(
          QueryFailure.invalidSql("A quote is not closed" + place(sql, open.getAsInt())), error);
    }
    String sentence =
        token.isEmpty() || culprit.filter(SyntaxErrors::isEnd).isPresent()
            ? "Syntax error at the end of the SQL" + ForeignSyntax.advice(sql, sql.length())
            : "Syntax error near '"
                + token
                + "'"
                + ForeignSyntax.advice(sql, offset)
                + place(sql, offset);
    return new QueryFailedException(QueryFailure.invalidSql(sentence), error);
  }

  /** The last token the parser looked at: it tells of all that it looked ahead, which is fine. */
  private static Optional<Token> culprit(SqlParseException error) {
    if (!(error.getCause() instanceof ParseException cause) || cause.currentToken == null) {
      return Optional.empty();
    }
    int lookahead =
        cause.expectedTokenSequences == null
            ? 1
            : Arrays.stream(cause.expectedTokenSequences).mapToInt(s -> s.length).max().orElse(1);
    Token token = cause.currentToken.next;
    for (int i = 1; i < lookahead && token.next != null && !isEnd(token); i++) {
      token = token.next;
    }
    return Optional.of(token);
  }

  private static boolean isEnd(Token token) {
    return token.kind == SqlBabelParserImplConstants.EOF;
  }

  /** The token at or behind {@code offset}. */
  private static String firstToken(String sql, int offset) {
    Matcher space = SPACE.matcher(sql).region(offset, sql.length());
    int begin = space.lookingAt() ? space.end() : offset;
    Matcher token = TOKEN.matcher(sql).region(begin, sql.length());
    return token.lookingAt() ? token.group() : "";
  }

  /** Where the statement begins that {@code offset} lies in. */
  private static int statementBegin(String sql, int offset) {
    int begin = 0;
    Matcher separators = SEPARATOR.matcher(sql).region(0, offset);
    while (separators.find()) {
      if (separators.group().equals(";")) {
        begin = separators.end();
      }
    }
    return begin;
  }

  private static OptionalInt openQuote(String sql) {
    Matcher matcher = SEPARATOR.matcher(sql);
    OptionalInt open = OptionalInt.empty();
    while (matcher.find()) {
      String mark = matcher.group();
      boolean quote = mark.startsWith("'") || mark.startsWith("\"");
      boolean closed = mark.length() > 1 && mark.endsWith(mark.substring(0, 1));
      open = quote && !closed ? OptionalInt.of(matcher.start()) : OptionalInt.empty();
    }
    return open;
  }

  private static int offset(String sql, SqlParserPos at) {
    return offset(sql, at.getLineNum(), at.getColumnNum());
  }

  private static int offset(String sql, int line, int column) {
    int offset = 0;
    for (int i = 1; i < line; i++) {
      int end = sql.indexOf('\n', offset);
      offset = end < 0 ? sql.length() : end + 1;
    }
    return Math.clamp((long) offset + column - 1, 0, sql.length());
  }

  private static String place(String sql, int offset) {
    String before = sql.substring(0, offset);
    long line = 1 + before.chars().filter(c -> c == '\n').count();
    int column = offset - before.lastIndexOf('\n');
    return " (line " + line + ", column " + column + ")";
  }
}
