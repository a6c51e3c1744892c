package io.asyncquery.sql.plan;

import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Reads SQL text that holds one query. */
final class QueryParser {

  private static final SqlParser.Config STANDARD =
      SqlParser.config()
          .withConformance(LenientConformance.INSTANCE)
          .withQuoting(Quoting.DOUBLE_QUOTE)
          .withUnquotedCasing(Casing.UNCHANGED)
          .withQuotedCasing(Casing.UNCHANGED)
          .withCaseSensitive(false)
          .withIdentifierMaxLength(1_024);

  /** Knows {@code x::type} and takes most keywords as names. */
  private static final SqlParser.Config LENIENT = STANDARD.withParserFactory(LenientTokens::parser);

  /** Two slashes, or the word, and what hides them from Calcite; a hint hides nothing. */
  private static final Pattern MARKS =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}_$])[eE]'(?:[^'\\\\]|\\\\.|'')*+'?"
              + "|'[^']*+'?|\"[^\"]*+\"?|--[^\\n\\r]*+|/\\*(?!\\+).*?(?:\\*/|\\z)|//|\\bABSENT\\b",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  private QueryParser() {}

  /** A fresh tree of the one query in {@code sql}. */
  static SqlNode parse(String sql) throws SqlParseException {
    refuseSlashes(sql);
    TextBounds.check(sql);
    SqlNodeList statements = statements(sql);
    if (statements.size() != 1) {
      throw new QueryFailedException(
          QueryFailure.rejected(
              "One query at a time is allowed, not [" + statements.size() + "] statements"));
    }
    SqlNode statement = statements.get(0);
    if (!statement.isA(SqlKind.QUERY)) {
      throw new QueryFailedException(
          QueryFailure.rejected("Only queries are allowed, not [" + verb(statement) + "]"));
    }
    GroupingSets.check(statement);
    return PlainForm.of(statement, new NullClauses(sql, MARKS.matcher(sql)));
  }

  /** The lenient grammar first; some functions with a unit as text only the standard one knows. */
  private static SqlNodeList statements(String sql) throws SqlParseException {
    try {
      return SqlParser.create(sql, LENIENT).parseStmtList();
    } catch (SqlParseException lenient) {
      try {
        return SqlParser.create(sql, STANDARD).parseStmtList();
      } catch (SqlParseException standard) {
        lenient.addSuppressed(standard);
        throw lenient;
      }
    }
  }

  /** To Calcite {@code //} begins a comment, to who wrote it, it may have been a division. */
  private static void refuseSlashes(String sql) {
    Matcher marks = MARKS.matcher(sql);
    while (marks.find()) {
      if (marks.group().equals("//")) {
        throw Refusals.invalid(
            "Syntax error near '//': it is not available; write TRUNC(a / b) to divide, -- to"
                + " comment",
            position(sql, marks.start()));
      }
    }
  }

  private static SqlParserPos position(String sql, int offset) {
    String before = sql.substring(0, offset);
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int column = offset - before.lastIndexOf('\n');
    return new SqlParserPos(line, column);
  }

  private static String verb(SqlNode statement) {
    String name =
        statement instanceof SqlCall call
            ? call.getOperator().getName()
            : statement.getKind().name();
    return name.split("[ _]", 2)[0].toUpperCase(Locale.ROOT);
  }
}
