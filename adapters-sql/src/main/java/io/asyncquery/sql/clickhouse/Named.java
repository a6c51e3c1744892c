package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.function.Phrase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/**
 * An expression that is needed more than once: ClickHouse lets it have a name where it stands, and
 * so it is neither written nor computed again. It has but one: another would take the first away.
 *
 * @param value without a name
 * @param first where it stands
 * @param again where it is meant
 */
record Named(SqlNode value, SqlNode first, SqlNode again) {

  private static final String AS = " AS `__";

  /** The same expression has the same name everywhere, which ClickHouse asks for. */
  static Named of(SqlNode expression) {
    if (expression instanceof SqlIdentifier
        || expression instanceof SqlLiteral
        || Literals.isWide(expression)) {
      return new Named(expression, expression, expression);
    }
    String end = Phrase.end(expression);
    if (end.startsWith(AS)) {
      String known = end.substring(AS.indexOf('`'), end.length() - 1);
      return new Named(
          expression,
          expression,
          Phrase.of(known).expand(List.of(), expression.getParserPosition()));
    }
    String name = "`__" + digest(expression.toString()) + "`";
    return new Named(
        expression,
        Phrase.of("(", " AS " + name + ")")
            .expand(List.of(expression), expression.getParserPosition()),
        Phrase.of(name).expand(List.of(), expression.getParserPosition()));
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
