package io.asyncquery.sql.function;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;

/** What a source has a grammar of its own for: fixed words with operands between them. */
public final class Phrase extends SqlSpecialOperator {

  private final List<String> words;
  private final boolean aggregated;

  private Phrase(List<String> words, boolean aggregated) {
    super(words.getFirst(), SqlKind.OTHER, 100, true, null, null, OperandTypes.VARIADIC);
    this.words = words;
    this.aggregated = aggregated;
  }

  /** The {@link Macro} of one operand less than there are words, each between two of these. */
  public static Macro of(String... words) {
    Phrase phrase = new Phrase(List.of(words), false);
    return (operands, at) -> phrase.createCall(at, operands);
  }

  /**
   * The same of one operand, which is an aggregate: what is said of the whole, such as {@code
   * DISTINCT} and {@code FILTER}, is meant of this.
   */
  public static Macro around(String before, String behind) {
    Phrase phrase = new Phrase(List.of(before, behind), true);
    return (operands, at) -> phrase.createCall(at, operands);
  }

  /** Whether {@code call} is of a phrase around an aggregate. */
  public static boolean isAroundAggregate(SqlNode call) {
    return call instanceof SqlCall said
        && said.getOperator() instanceof Phrase phrase
        && phrase.aggregated;
  }

  /** {@code around}, which is one around an aggregate, with {@code change} made to this. */
  public static SqlNode within(SqlCall around, UnaryOperator<SqlNode> change) {
    return around
        .getOperator()
        .createCall(around.getParserPosition(), change.apply(around.operand(0)));
  }

  /** The last words of what {@code call} says; none where it is no phrase. */
  public static String end(SqlNode call) {
    return call instanceof SqlCall said && said.getOperator() instanceof Phrase phrase
        ? phrase.words.getLast()
        : "";
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return SqlOperandCountRanges.of(words.size() - 1);
  }

  @Override
  public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    writer.print(words.getFirst());
    for (int i = 1; i < words.size(); i++) {
      call.operand(i - 1).unparse(writer, 0, 0);
      writer.print(words.get(i));
    }
  }
}
