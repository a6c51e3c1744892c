package io.asyncquery.sql.failure;

import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.babel.ParseException;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImplConstants;

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
      Pattern.compile("'[^']*+'?|\"[^\"]*+\"?|--[^\\n]*+|/\\*.*?\\*/|;", Pattern.DOTALL);

  private static final Pattern SPACE =
      Pattern.compile("(?:\\s++|--[^\\n]*+|/\\*.*?\\*/)*+", Pattern.DOTALL);

  private SyntaxErrors() {}

  static QueryFailedException failure(String sql, SqlParseException error) {
    SqlParserPos at = error.getPos();
    int offset = at == null ? sql.length() : offset(sql, at);
    String begin = firstToken(sql, statementBegin(sql, offset)).toUpperCase(Locale.ROOT);
    if (VERBS.contains(begin)) {
      return new QueryFailedException(
          QueryFailure.rejected("Only queries are allowed, not [" + begin + "]"), error);
    }
    String sentence =
        at == null || isAtEnd(error)
            ? "Syntax error at the end of the SQL"
            : "Syntax error near '%s' (line %d, column %d)"
                .formatted(firstToken(sql, offset), at.getLineNum(), at.getColumnNum());
    return new QueryFailedException(QueryFailure.invalidSql(sentence), error);
  }

  private static boolean isAtEnd(SqlParseException error) {
    return error.getCause() instanceof ParseException cause
        && cause.currentToken != null
        && cause.currentToken.next.kind == SqlBabelParserImplConstants.EOF;
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

  private static int offset(String sql, SqlParserPos at) {
    int offset = 0;
    for (int line = 1; line < at.getLineNum(); line++) {
      int end = sql.indexOf('\n', offset);
      offset = end < 0 ? sql.length() : end + 1;
    }
    return Math.clamp((long) offset + at.getColumnNum() - 1, 0, sql.length());
  }
}
