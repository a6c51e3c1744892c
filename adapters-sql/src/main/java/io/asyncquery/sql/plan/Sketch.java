package io.asyncquery.sql.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * A piece of SQL, and which of its nodes may be replaced by others.
 *
 * @param piece any expression
 * @param places nodes within it, told by identity
 */
public record Sketch(SqlNode piece, List<SqlNode> places) {

  public Sketch {
    places = List.copyOf(places);
  }

  /** The piece with {@code operands} in its places. */
  public SqlNode fill(List<SqlNode> operands) {
    return requireNonNull(piece.accept(new Filling(operands)));
  }

  private final class Filling extends SqlShuttle {

    private final List<SqlNode> operands;

    Filling(List<SqlNode> operands) {
      this.operands = operands;
    }

    @SuppressWarnings("ReferenceEquality") // two nodes may read alike and be two places
    private @Nullable SqlNode replaced(SqlNode node) {
      for (int i = 0; i < places.size(); i++) {
        if (places.get(i) == node) {
          return operands.get(i);
        }
      }
      return null;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
      SqlNode operand = replaced(call);
      if (operand != null) {
        return operand;
      }
      SqlNode filled = super.visit(call);
      return filled instanceof SqlLambda lambda
          ? new SqlBasicCall(
              lambda.getOperator(), lambda.getOperandList(), lambda.getParserPosition())
          : filled;
    }

    @Override
    public @Nullable SqlNode visit(SqlIdentifier id) {
      SqlNode operand = replaced(id);
      return operand == null ? id : operand;
    }

    @Override
    public @Nullable SqlNode visit(SqlLiteral literal) {
      SqlNode operand = replaced(literal);
      return operand == null ? literal : operand;
    }

    @Override
    public @Nullable SqlNode visit(SqlNodeList list) {
      SqlNode operand = replaced(list);
      return operand == null ? super.visit(list) : operand;
    }
  }
}
