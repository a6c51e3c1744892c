package io.asyncquery.sql.plan;

import static org.apache.calcite.sql.parser.babel.SqlBabelParserImplConstants.*;

import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.babel.SimpleCharStream;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImplTokenManager;
import org.apache.calcite.sql.parser.babel.Token;

/**
 * Hands Calcite's lenient grammar tokens that it understands for what senders write:
 *
 * <ul>
 *   <li>a keyword behind a point is a name, as in {@code t.order};
 *   <li>{@code date}, {@code time} and other keywords are names wherever nothing follows that makes
 *       them more, such as a literal, and no type is expected;
 *   <li>{@code [1, 2]} where no subscript can stand is {@code ARRAY[1, 2]};
 *   <li>{@code SELECT 1 WHERE ...} reads one row;
 *   <li>{@code ==} is {@code =}, and {@code N'text'} is {@code 'text'}.
 * </ul>
 *
 * Tokens keep their places, so errors do.
 */
final class LenientTokens extends SqlBabelParserImplTokenManager {

  /** Names, wherever they stand: none of them is used by a query in another way. */
  private static final Set<Integer> NAMES =
      Set.of(
          DATEADD,
          DATE_DIFF,
          DATEDIFF,
          CONVERT,
          MONDAY,
          TUESDAY,
          WEDNESDAY,
          THURSDAY,
          FRIDAY,
          SATURDAY,
          SUNDAY,
          MEASURE,
          ORDINAL,
          SAFE_ORDINAL,
          PATTERN,
          DEFINE,
          SKIP_,
          STREAM,
          VARIANT,
          UUID,
          UNSIGNED,
          MATCH_CONDITION,
          JSON_SCOPE);

  /** Names of types and what begins a literal. */
  private static final Set<Integer> TYPES = Set.of(DATE, TIME, TIMESTAMP, DATETIME);

  private static final Set<Integer> LITERALS =
      Set.of(
          QUOTED_STRING,
          PREFIXED_STRING_LITERAL,
          UNICODE_STRING_LITERAL,
          C_STYLE_ESCAPED_STRING_LITERAL);

  /** Names where an operand must begin and they do not begin one. */
  private static final Set<Integer> NAMES_OF_OPERANDS =
      Set.of(
          ORDER, GROUP, LIMIT, OFFSET, FETCH, PARTITION, WINDOW, SET, DEFAULT_, LEFT, RIGHT, FULL,
          CROSS);

  /** Behind these an operand must begin. */
  private static final Set<Integer> BEFORE_OPERANDS =
      Set.of(
          SELECT, DISTINCT, COMMA, LPAREN, WHERE, AND, OR, NOT, ON, BY, HAVING, QUALIFY, CASE, WHEN,
          THEN, ELSE, BETWEEN, LIKE, EQ, NE, NE2, LT, GT, LE, GE, PLUS, MINUS, SLASH, CONCAT, FROM,
          JOIN);

  private static final Set<Integer> CASTS = Set.of(CAST, TRY_CAST, SAFE_CAST);

  /** Calcite takes the text behind it for Latin 1. */
  private static final Pattern NATIONAL = Pattern.compile("[nN]'");

  private final Deque<Token> inserted = new ArrayDeque<>();
  private final Deque<Token> ahead = new ArrayDeque<>();
  private final Deque<Bracket> brackets = new ArrayDeque<>(List.of(new Bracket(false)));
  private Token before = Token.newToken(EOF);

  private LenientTokens(SimpleCharStream text) {
    super(text);
  }

  /** A parser of {@code text} that reads these tokens. */
  static SqlAbstractParserImpl parser(Reader text) {
    SqlBabelParserImpl parser = new SqlBabelParserImpl(text);
    parser.ReInit(new LenientTokens(new SqlCharacters(text)));
    return parser;
  }

  @Override
  public Token getNextToken() {
    if (!inserted.isEmpty()) {
      return inserted.remove();
    }
    Token token = ahead.isEmpty() ? super.getNextToken() : ahead.remove();
    if (isName(token)) {
      token.kind = IDENTIFIER;
    }
    if (token.kind == PREFIXED_STRING_LITERAL && NATIONAL.matcher(token.image).lookingAt()) {
      token.kind = QUOTED_STRING;
      token.image = token.image.substring(1);
    }
    insertBefore(token);
    track(token);
    if (token.kind == EQ && isDoubled(token)) {
      ahead.remove();
    }
    before = token;
    return inserted.isEmpty() ? token : inserted.remove();
  }

  private boolean isName(Token token) {
    if (before.kind == DOT) {
      return token.kind != EOF
          && token.kind < UNSIGNED_INTEGER_LITERAL
          && Character.isLetter(token.image.charAt(0));
    }
    if (NAMES.contains(token.kind)) {
      return !isTypeExpected() && !LITERALS.contains(next().kind);
    }
    if (TYPES.contains(token.kind)) {
      int next = next().kind;
      return !isTypeExpected() && !LITERALS.contains(next) && next != LPAREN && next != ZONE;
    }
    return NAMES_OF_OPERANDS.contains(token.kind)
        && BEFORE_OPERANDS.contains(before.kind)
        && next().kind != BY
        && next().kind != LPAREN;
  }

  private boolean isTypeExpected() {
    return before.kind == INFIX_CAST
        || before.kind == RETURNING
        || brackets.stream().anyMatch(Bracket::isBehindAsOfCast);
  }

  private void insertBefore(Token token) {
    if (token.kind == LBRACKET
        && (BEFORE_OPERANDS.contains(before.kind) || before.kind == LBRACKET)) {
      insert(token, ARRAY, "ARRAY");
    } else if (token.kind == WHERE && brackets.element().isSelectWithoutFrom()) {
      insert(token, FROM, "FROM");
      insert(token, LPAREN, "(");
      insert(token, VALUES, "VALUES");
      insert(token, LPAREN, "(");
      insert(token, UNSIGNED_INTEGER_LITERAL, "0");
      insert(token, RPAREN, ")");
      insert(token, RPAREN, ")");
    }
    if (!inserted.isEmpty()) {
      inserted.add(token);
    }
  }

  private void insert(Token place, int kind, String image) {
    Token token = Token.newToken(kind);
    token.kind = kind;
    token.image = image;
    token.beginLine = place.beginLine;
    token.beginColumn = place.beginColumn;
    token.endLine = place.beginLine;
    token.endColumn = place.beginColumn;
    inserted.add(token);
  }

  private void track(Token token) {
    switch (token.kind) {
      case LPAREN -> brackets.push(new Bracket(CASTS.contains(before.kind)));
      case RPAREN -> {
        if (brackets.size() > 1) {
          brackets.pop();
        }
      }
      case AS -> brackets.element().as = true;
      case SELECT -> brackets.element().selectWithoutFrom = true;
      case FROM -> {
        if (before.kind != DISTINCT) {
          brackets.element().selectWithoutFrom = false;
        }
      }
      default -> {}
    }
  }

  private boolean isDoubled(Token equals) {
    Token next = next();
    return next.kind == EQ
        && next.beginLine == equals.endLine
        && next.beginColumn == equals.endColumn + 1;
  }

  private Token next() {
    if (ahead.isEmpty()) {
      ahead.add(super.getNextToken());
    }
    return ahead.element();
  }

  /** What has been read since a bracket opened. */
  private static final class Bracket {

    private final boolean ofCast;
    private boolean as;
    private boolean selectWithoutFrom;

    Bracket(boolean ofCast) {
      this.ofCast = ofCast;
    }

    boolean isBehindAsOfCast() {
      return ofCast && as;
    }

    boolean isSelectWithoutFrom() {
      return selectWithoutFrom;
    }
  }
}
