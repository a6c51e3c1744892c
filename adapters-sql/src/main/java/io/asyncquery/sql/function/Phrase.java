package io.asyncquery.sql.function;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;

/** What a source has a grammar of its own for: fixed words with operands between them. */
public final class Phrase extends SqlSpecialOperator {

  private final List<String> words;

  private Phrase(List<String> words) {
    super(words.getFirst(), SqlKind.OTHER, 100, true, null, null, OperandTypes.VARIADIC);
    this.words = words;
  }

  /** The {@link Macro} of one operand less than there are words, each between two of these. */
  public static Macro of(String... words) {
    Phrase phrase = new Phrase(List.of(words));
    return (operands, at) -> phrase.createCall(at, operands);
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
