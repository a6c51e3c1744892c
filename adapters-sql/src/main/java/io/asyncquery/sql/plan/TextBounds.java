package io.asyncquery.sql.plan;

import static org.apache.calcite.sql.parser.babel.SqlBabelParserImplConstants.*;

import io.asyncquery.domain.QueryFailedException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImplTokenManager;
import org.apache.calcite.sql.parser.babel.Token;
import org.apache.calcite.sql.parser.babel.TokenMgrError;

/**
 * How much a text may ask of Calcite, which cannot be interrupted: its time grows with the square
 * of what one expression, or one list of queries or tables, holds, and its stack with what is
 * nested. The tokens are counted as Calcite reads them, before it parses.
 */
final class TextBounds {

  static final int MAX_TOKENS = 250_000;
  static final int MAX_DEPTH = 500;

  /** The sum of the depths of all brackets: Calcite looks ahead from each to the innermost. */
  private static final long MAX_DEPTHS = 3_000_000;

  /** Between two commas, brackets counting as one. */
  static final int MAX_RUN = 16_000;

  static final int MAX_SIGNS = 500;
  static final int MAX_QUERIES = 2_000;

  /** Each join has a row of its own, of the columns of all that is joined before. */
  static final int MAX_TABLES = 1_000;

  /** The sum of each column's place in its SELECT: 5,000 columns in one, or 240 in each of 400. */
  private static final long MAX_PAIRS = 12_500_000;

  private static final int MAX_DIGITS = 1_000;
  private static final int MAX_REREADS = 10_000_000;

  private static final Set<Integer> SIGNS = Set.of(MINUS, PLUS, NOT);

  private static final Set<Integer> NUMBERS =
      Set.of(UNSIGNED_INTEGER_LITERAL, DECIMAL_NUMERIC_LITERAL, APPROX_NUMERIC_LITERAL);

  private static final Set<Integer> BEHIND_TABLES =
      Set.of(
          SELECT, WHERE, GROUP, HAVING, ORDER, WINDOW, QUALIFY, LIMIT, OFFSET, FETCH, UNION,
          INTERSECT, EXCEPT, SET_MINUS);

  private final Deque<Outer> outer = new ArrayDeque<>();
  private int tokens;
  private int queries;
  private int signs;
  private int tables;
  private int run;
  private int columns;
  private long pairs;
  private long depths;
  private boolean listsTables;

  private TextBounds() {}

  /** Leaves by exception where {@code sql} would keep Calcite busy for seconds. */
  static void check(String sql) {
    SqlCharacters text = new SqlCharacters(new StringReader(sql));
    SqlBabelParserImplTokenManager lexer = new SqlBabelParserImplTokenManager(text, DQID);
    TextBounds bounds = new TextBounds();
    try {
      Token before = Token.newToken(EOF);
      for (Token token = lexer.getNextToken(); token.kind != EOF; token = lexer.getNextToken()) {
        bounds.add(before.kind == DOT ? IDENTIFIER : token.kind, token);
        check(text.rereads(), MAX_REREADS, "The SQL has too long a text without blanks", token);
        before = token;
      }
    } catch (TokenMgrError _) {
      // What cannot be read further is for the parser to tell, which stops here too.
    }
  }

  private void add(int kind, Token token) {
    count(kind);
    if (NUMBERS.contains(kind)) {
      check(token.image.length(), MAX_DIGITS, "A number has more than [%d] digits", token);
    }
    check(outer.size(), MAX_DEPTH, "The SQL is nested more than [%d] deep", token);
    check(depths, MAX_DEPTHS, "The SQL has too many brackets in each other: split it", token);
    check(tokens, MAX_TOKENS, "The SQL has more than [%d] words and signs: split it", token);
    check(queries, MAX_QUERIES, "The SQL has more than [%d] SELECTs: split it", token);
    check(tables, MAX_TABLES, "The SQL reads more than [%d] tables: split it", token);
    check(pairs, MAX_PAIRS, "The SQL lists too many columns: split it", token);
    check(run, MAX_RUN, "An expression has more than [%d] words and signs: split it", token);
    check(signs, MAX_SIGNS, "The SQL has more than [%d] signs in a row", token);
  }

  private void count(int kind) {
    tokens++;
    run = kind == COMMA ? 0 : run + 1;
    signs = SIGNS.contains(kind) ? signs + 1 : 0;
    tables += kind == FROM || kind == JOIN || (kind == COMMA && listsTables) ? 1 : 0;
    if (kind == SELECT) {
      queries++;
      columns = 1;
    } else if (kind == COMMA && columns > 0) {
      pairs += columns++;
    }
    listsTables = kind == FROM || (listsTables && !BEHIND_TABLES.contains(kind));
    switch (kind) {
      case LPAREN, LBRACKET, CASE -> open();
      case RPAREN, RBRACKET, END -> close();
      default -> {}
    }
  }

  private void open() {
    outer.push(new Outer(run, columns, listsTables));
    depths += outer.size();
    run = 0;
    listsTables = false;
    columns = 0;
  }

  private void close() {
    if (!outer.isEmpty()) {
      run = outer.element().run;
      columns = outer.element().columns;
      listsTables = outer.remove().listsTables;
    }
  }

  private static void check(long count, long most, String sentence, Token at) {
    if (count > most) {
      throw refusal(sentence.formatted(most), at);
    }
  }

  private static QueryFailedException refusal(String sentence, Token at) {
    return Refusals.invalid(sentence, new SqlParserPos(at.beginLine, at.beginColumn));
  }

  /** What was counted before a bracket opened. */
  private record Outer(int run, int columns, boolean listsTables) {}
}
