package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.function.Macro;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Sums and products that fail where a number gets too large, as they do elsewhere: ClickHouse
 * leaves out the highest bits. They are computed in a wider type, and brought back to the one that
 * ClickHouse gives them. Of types only ClickHouse knows, and says so before it runs anything.
 */
final class Arithmetic {

  /** Of whole numbers the next, of decimals that of more digits. */
  private static final Macro WIDE =
      Macro.of(
          "\"CAST\"(x, replaceRegexpOne(replaceRegexpOne(replaceRegexpOne(toTypeName(sample),"
              + " 'U?Int128', 'Int256'), 'U?Int64', 'Int128'),"
              + " 'Decimal[(]([12]?[0-9]|3[0-8]),', 'Decimal(76,'))",
          "x",
          "sample");

  /** A value of the type of a sum before it is brought back. */
  private static final Macro SUMMED = Macro.of("arraySum(\"array\"(assumeNotNull(x)))", "x");

  /** Whole numbers have a sum of 128 bits, as in DuckDB. */
  private static final Macro SUM =
      Macro.of(
          "accurateCast(x, replaceRegexpOne(replaceRegexpOne(toTypeName(sample), 'U?Int[0-9]+',"
              + " 'Int128'), 'Decimal[(]76,', 'Decimal(38,'))",
          "x",
          "sample");

  private static final Macro BACK =
      Macro.of(
          "accurateCast(x, \"if\"(match(toTypeName(plain), 'Int[0-9]'), toTypeName(plain),"
              + " replaceRegexpOne(toTypeName(sample), 'Decimal[(]76,', 'Decimal(38,')))",
          "x",
          "plain",
          "sample");

  private static final Macro ABSOLUTE =
      Macro.of("accurateCast(\"abs\"(x), toTypeName(sample))", "x", "sample");

  private static final Macro REMAINDER =
      Macro.of(
          "\"modulo\"(\"CAST\"(a, \"if\"(decimals, 'Decimal(76, 38)', toTypeName(x))),"
              + " \"CAST\"(b, \"if\"(decimals, 'Decimal(76, 38)', toTypeName(y))))",
          "a",
          "x",
          "b",
          "y",
          "decimals");

  /** Of decimals it has the digits of a difference. */
  private static final Macro REST =
      Macro.of(
          "\"CAST\"(rest, \"if\"(decimals, replaceRegexpOne(toTypeName(\"minus\"(x, y)),"
              + " 'Decimal[(][0-9]+', 'Decimal(38'), toTypeName(again)))",
          "rest",
          "again",
          "x",
          "y",
          "decimals");

  private static final Macro DECIMALS =
      Macro.of("match(concat(toTypeName(x), toTypeName(y)), '^[^F]*Decimal[^F]*$')", "x", "y");

  private static final Macro QUOTIENT = Macro.of("toFloat64(a) / toFloat64(b)", "a", "b");

  private Arithmetic() {}

  /** {@code a + b + ...}, {@code a - b}, {@code a * b} or {@code -a}. */
  static SqlNode checked(SqlOperator operator, List<Term> terms, SqlParserPos at) {
    Named wide =
        Named.of(joined(operator, terms.stream().map(term -> wide(term, at)).toList(), at));
    List<SqlNode> samples = terms.stream().map(Term::sample).toList();
    SqlNode plain = joined(operator, samples, at);
    boolean known = terms.stream().noneMatch(Term::isAggregated);
    SqlNode sample =
        known
            ? wide.again()
            : joined(
                operator, samples.stream().map(one -> wide(new Term(one, one), at)).toList(), at);
    return BACK.expand(List.of(known ? wide.first() : wide.value(), plain, sample), at);
  }

  /** What is summed up over many rows. */
  static SqlNode summand(Term term, SqlParserPos at) {
    return WIDE.expand(List.of(term.value(), term.sample()), at);
  }

  /** The sum of such, of a type that other numbers have. */
  static SqlNode sum(SqlNode sum, SqlNode sample, SqlParserPos at) {
    return SUM.expand(
        List.of(sum, SUMMED.expand(List.of(summand(new Term(sample, sample), at)), at)), at);
  }

  /** A value of one row of the type of a {@link #sum}. */
  static SqlNode standIn(SqlNode sample, SqlParserPos at) {
    SqlNode summed = SUMMED.expand(List.of(summand(new Term(sample, sample), at)), at);
    return SUM.expand(List.of(summed, summed), at);
  }

  private static SqlNode wide(Term term, SqlParserPos at) {
    boolean fits = term.value() instanceof SqlNumericLiteral || Literals.isWide(term.value());
    return fits ? term.value() : WIDE.expand(List.of(term.value(), term.sample()), at);
  }

  /** Of whole numbers too it has a fraction. */
  static SqlNode quotient(SqlNode a, SqlNode b, SqlParserPos at) {
    return QUOTIENT.expand(List.of(a, b), at);
  }

  /** ClickHouse's own has no sign, and no common type with other numbers. */
  static SqlNode absolute(Term x, SqlParserPos at) {
    return ABSOLUTE.expand(List.of(x.value(), x.sample()), at);
  }

  /** ClickHouse takes the digits of decimals alone, which are of the same scale here. */
  static SqlNode remainder(Term a, Term b, SqlParserPos at) {
    SqlNode decimals = DECIMALS.expand(List.of(a.sample(), b.sample()), at);
    Named rest =
        Named.of(
            REMAINDER.expand(List.of(a.value(), a.sample(), b.value(), b.sample(), decimals), at));
    return REST.expand(List.of(rest.first(), rest.again(), a.sample(), b.sample(), decimals), at);
  }

  private static SqlNode joined(SqlOperator operator, List<SqlNode> operands, SqlParserPos at) {
    if (operands.size() == 1) {
      return operator.createCall(at, operands);
    }
    return operands.stream()
        .reduce((left, right) -> operator.createCall(at, left, right))
        .orElseThrow();
  }
}
