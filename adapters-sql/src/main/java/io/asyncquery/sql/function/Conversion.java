package io.asyncquery.sql.function;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** {@code CONVERT(x, type)}, of which Calcite's grammar makes a name or a call: a CAST. */
public final class Conversion {

  private static final String JDBC = "SQL_";

  private static final Map<String, SqlTypeName> ALIASES =
      Map.ofEntries(
          Map.entry("INT", SqlTypeName.INTEGER),
          Map.entry("STRING", SqlTypeName.VARCHAR),
          Map.entry("TEXT", SqlTypeName.VARCHAR),
          Map.entry("LONGVARCHAR", SqlTypeName.VARCHAR),
          Map.entry("WVARCHAR", SqlTypeName.VARCHAR),
          Map.entry("WLONGVARCHAR", SqlTypeName.VARCHAR),
          Map.entry("WCHAR", SqlTypeName.CHAR),
          Map.entry("NUMERIC", SqlTypeName.DECIMAL),
          Map.entry("BIT", SqlTypeName.BOOLEAN),
          Map.entry("LONGVARBINARY", SqlTypeName.VARBINARY),
          Map.entry("TYPE_DATE", SqlTypeName.DATE),
          Map.entry("TYPE_TIME", SqlTypeName.TIME),
          Map.entry("TYPE_TIMESTAMP", SqlTypeName.TIMESTAMP));

  private Conversion() {}

  /** The {@link Macro} of two operands, the value and the type. */
  public static SqlNode cast(List<SqlNode> operands, SqlParserPos at) {
    return SqlStdOperatorTable.CAST.createCall(at, operands.getFirst(), type(operands.get(1), at));
  }

  private static SqlNode type(SqlNode operand, SqlParserPos at) {
    return switch (operand) {
      case SqlIdentifier name when name.isSimple() -> type(name.getSimple(), List.of(), at);
      case SqlLiteral symbol when symbol.getTypeName() == SqlTypeName.SYMBOL ->
          type(symbol.toString(), List.of(), at);
      case SqlCall call -> type(call.getOperator().getName(), call.getOperandList(), at);
      default -> throw unknown(operand.toString());
    };
  }

  private static SqlNode type(String name, List<SqlNode> arguments, SqlParserPos at) {
    String upper = name.toUpperCase(Locale.ROOT);
    String bare = upper.startsWith(JDBC) ? upper.substring(JDBC.length()) : upper;
    SqlTypeName type =
        Optional.ofNullable(ALIASES.get(bare))
            .or(() -> Optional.ofNullable(SqlTypeName.get(bare)))
            .orElseThrow(() -> unknown(name));
    return new SqlDataTypeSpec(
        new SqlBasicTypeNameSpec(type, number(arguments, 0), number(arguments, 1), at), at);
  }

  private static int number(List<SqlNode> arguments, int i) {
    return i < arguments.size() && arguments.get(i) instanceof SqlLiteral literal
        ? literal.intValue(true)
        : RelDataType.PRECISION_NOT_SPECIFIED;
  }

  private static CalciteException unknown(String type) {
    return new CalciteException("[" + type + "] is no type", null);
  }
}
