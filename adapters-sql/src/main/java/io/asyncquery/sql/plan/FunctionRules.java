package io.asyncquery.sql.plan;

import static org.apache.calcite.sql.SqlKind.*;

import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.function.KnownFunctions;
import io.asyncquery.sql.source.FunctionCatalog;
import io.asyncquery.sql.source.SourceFunction;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Which functions a query may call: those that its source's catalog declares harmless, and those
 * that SQL has a grammar of its own for. All others are refused.
 */
final class FunctionRules {

  /** How a function is used. */
  enum Use {
    SCALAR,
    AGGREGATE,
    /** Asks which columns a row is grouped by. */
    GROUPING
  }

  private static final Set<String> SCALAR_GRAMMAR =
      Set.of(
          "CAST",
          "TRY_CAST",
          "SAFE_CAST",
          "EXTRACT",
          "FLOOR",
          "CEIL",
          "CEILING",
          "SUBSTRING",
          "TRIM",
          "POSITION",
          "OVERLAY",
          "COALESCE",
          "NULLIF",
          "CURRENT_DATE",
          "CURRENT_TIME",
          "CURRENT_TIMESTAMP",
          "LOCALTIME",
          "LOCALTIMESTAMP",
          "TIMESTAMPADD",
          "TIMESTAMPDIFF");
  private static final Set<String> AGGREGATE_GRAMMAR = Set.of("PERCENTILE_CONT", "PERCENTILE_DISC");
  private static final Set<String> GROUPING_GRAMMAR = Set.of("GROUPING", "GROUPING_ID");

  /** Operators that do more than compute. */
  private static final Set<SqlKind> REFUSED =
      EnumSet.of(NEXT_VALUE, CURRENT_VALUE, CURSOR, NEW_SPECIFICATION, PROCEDURE_CALL, SNAPSHOT);

  private final FunctionCatalog catalog;
  private final String source;
  private final boolean restricted;

  /**
   * @param source what the source is called
   * @param restricted whether not all of the source is shown: what its users have added to its
   *     functions may read the rest
   */
  FunctionRules(FunctionCatalog catalog, String source, boolean restricted) {
    this.catalog = catalog;
    this.source = source;
    this.restricted = restricted;
  }

  /** Leaves by exception where operators may read tables that are not shown. */
  void checkOperators() {
    if (restricted) {
      catalog
          .operatorOfUsers()
          .ifPresent(operator -> {
            throw new QueryFailedException(
                QueryFailure.rejected(
                    "Operator [%s] of source [%s] is its users' and not allowed; ask for it to be"
                            .formatted(operator, source)
                        + " taken out of the search path"));
          });
    }
  }

  /**
   * How the function {@code name} is used; leaves by exception where a query may not. What SQL has
   * a grammar for may still be a function to the source.
   */
  Use check(String name, SqlParserPos at) {
    String upper = name.toUpperCase(Locale.ROOT);
    if (isGrammar(upper)) {
      catalog.function(name).ifPresent(function -> requireAllowed(function, name, at));
    }
    if (SCALAR_GRAMMAR.contains(upper)) {
      return Use.SCALAR;
    }
    if (AGGREGATE_GRAMMAR.contains(upper)) {
      return Use.AGGREGATE;
    }
    if (GROUPING_GRAMMAR.contains(upper)) {
      return Use.GROUPING;
    }
    return switch (allowed(name, catalog.function(name), at).kind()) {
      case SCALAR -> Use.SCALAR;
      case AGGREGATE -> Use.AGGREGATE;
    };
  }

  /** Leaves by exception where a query may not use the function {@code name} as a table. */
  void checkTable(String name, SqlParserPos at) {
    var _ = allowed(name, catalog.tableFunction(name), at);
  }

  /** Leaves by exception where a query may not use this operator, which is no function. */
  void checkOperator(SqlCall call) {
    if (REFUSED.contains(call.getKind())) {
      throw Refusals.rejected(
          "Function [" + call.getOperator().getName() + "] is not allowed",
          call.getParserPosition());
    }
  }

  /** Leaves by exception where a query may not name this type. */
  void checkType(SqlDataTypeSpec type) {
    if (restricted) {
      TypeRules.check(type);
    }
  }

  /** The function {@code name}, which is still to be looked up. */
  static SqlUnresolvedFunction unresolved(String name, SqlParserPos at) {
    return new SqlUnresolvedFunction(
        new SqlIdentifier(name, at),
        null,
        null,
        null,
        null,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
  }

  static String name(SqlCall call) {
    if (call.getOperator() instanceof SqlFunction function) {
      SqlIdentifier identifier = function.getSqlIdentifier();
      return identifier == null ? function.getName() : identifier.toString();
    }
    return call.getOperator().getName();
  }

  /** Where its name begins. */
  static SqlParserPos position(SqlCall call) {
    SqlIdentifier identifier =
        call.getOperator() instanceof SqlFunction function ? function.getSqlIdentifier() : null;
    return identifier == null ? call.getParserPosition() : identifier.getComponentParserPosition(0);
  }

  private SourceFunction allowed(String name, Optional<SourceFunction> found, SqlParserPos at) {
    SourceFunction function =
        found.orElseThrow(() ->
            Refusals.invalid(
                KnownFunctions.contain(name)
                    ? "Function [" + name + "] is not available in source [" + source + "]"
                    : unknown(name),
                at));
    requireAllowed(function, name, at);
    return function;
  }

  private String unknown(String name) {
    String base = name.replace(NullClauses.LEFT_OUT, "");
    return !base.equals(name) && catalog.function(base).isPresent()
        ? "[%s ...%s] is not available in source [%s]; leave NULLs out by WHERE"
            .formatted(base, NullClauses.LEFT_OUT, source)
        : "Function '" + base + "' not found";
  }

  private void requireAllowed(SourceFunction function, String name, SqlParserPos at) {
    if (!function.allowed() || (restricted && !function.builtIn())) {
      throw Refusals.rejected("Function [" + name + "] is not allowed", at);
    }
  }

  private static boolean isGrammar(String upper) {
    return SCALAR_GRAMMAR.contains(upper)
        || AGGREGATE_GRAMMAR.contains(upper)
        || GROUPING_GRAMMAR.contains(upper);
  }
}
