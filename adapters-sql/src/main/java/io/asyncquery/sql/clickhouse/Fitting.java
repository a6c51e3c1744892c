package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.function.Macro;
import io.asyncquery.sql.function.Phrase;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * What {@code x IN (SELECT y ...)} asks besides: whether {@code x}, if it is a decimal, fits the
 * type of {@code y}. ClickHouse brings it to that and leaves out the places that are too many, and
 * the highest bits of 128, so that 1.5 would be in {@code (SELECT 1)}.
 */
final class Fitting {

  private static final String DECIMAL = "Decimal[(][0-9]+, ([0-9]+)";

  /** Of the digits of a value in the type {@code %1$s}; those of narrower ones are checked. */
  private static final String DIGITS =
      "concat('^-?[0-9]{1,', if(match(%1$s, 'Decimal[(](19|[23][0-9]),'),"
          + " toString(38 - toUInt8OrZero(extract(%1$s, '"
          + DECIMAL
          + "'))), '99'), '}([.][0-9]{0,', multiIf(match(%1$s, 'Decimal'), extract(%1$s, '"
          + DECIMAL
          + "'), match(%1$s, 'Int'), '0', '99'), '}0*)?$')";

  /** No OR: with a constant beside an aggregate ClickHouse 26.7 fails by an error of its own. */
  private static final Macro FITS =
      Macro.of(
          "\"if\"(match(toTypeName(sample), '^(LowCardinality[(])?(Nullable[(])?Decimal'),"
              + " match(toString(x), digits), TRUE)",
          "sample",
          "x",
          "digits");

  private Fitting() {}

  /** {@code member}, which says whether {@code elements} are together in {@code query}. */
  static SqlNode asked(SqlNode member, List<Term> elements, SqlNode query, SqlParserPos at) {
    SqlNode asked = member;
    for (int i = 0; i < elements.size(); i++) {
      Term element = elements.get(i);
      if (mayBeDecimal(element.value())) {
        SqlNode digits = digits(i, elements.size(), query, at);
        SqlNode again = element.isAggregated() ? element.value() : element.sample();
        SqlNode fits = FITS.expand(List.of(element.sample(), again, digits), at);
        asked = SqlStdOperatorTable.AND.createCall(at, asked, fits);
      }
    }
    return asked;
  }

  private static boolean mayBeDecimal(SqlNode element) {
    return !(element instanceof SqlLiteral)
        || (element instanceof SqlNumericLiteral number && !number.isInteger());
  }

  /** Known before any row is read: there is none. */
  private static SqlNode digits(int column, int columns, SqlNode query, SqlParserPos at) {
    String names =
        IntStream.range(0, columns).mapToObj(i -> "`x" + i + "`").collect(Collectors.joining(", "));
    String type = "toTypeName(any(`x" + column + "`))";
    return Phrase.of(
            "assumeNotNull((SELECT " + DIGITS.formatted(type) + " FROM (SELECT * FROM (",
            ") LIMIT 0) AS `q`(" + names + ")))")
        .expand(List.of(query), at);
  }
}
