package io.asyncquery.sql.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/**
 * {@code a OR b OR c}: a tree that leans to the left, as deep as it is long. Generated conditions
 * have thousands of terms, which sources read as a list.
 */
public final class OperatorChain {

  private static final Set<SqlKind> KINDS = EnumSet.of(SqlKind.AND, SqlKind.OR, SqlKind.PLUS);

  private OperatorChain() {}

  /** Whether {@code call} is such a chain, of two operands or more. */
  public static boolean is(SqlCall call) {
    return KINDS.contains(call.getKind()) && call.operandCount() == 2;
  }

  /** What the chain connects, in order. */
  public static List<SqlNode> operands(SqlCall chain) {
    List<SqlNode> backwards = new ArrayList<>();
    SqlNode rest = chain;
    while (rest instanceof SqlCall call && call.getKind() == chain.getKind() && is(call)) {
      backwards.add(call.operand(1));
      rest = call.operand(0);
    }
    backwards.add(rest);
    Collections.reverse(backwards);
    return backwards;
  }
}
