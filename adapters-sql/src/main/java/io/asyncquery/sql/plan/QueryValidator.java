package io.asyncquery.sql.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.IdentifierNamespace;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.SqlValidatorTable;
import org.jspecify.annotations.Nullable;

/** Gives every name in a query its meaning, and keeps which tables are meant. */
final class QueryValidator extends SqlValidatorImpl {

  private final List<IdentifierNamespace> named = new ArrayList<>();

  QueryValidator(CalciteCatalogReader catalog, RelDataTypeFactory types) {
    super(
        SqlStdOperatorTable.instance(),
        catalog,
        types,
        Config.DEFAULT
            .withConformance(LenientConformance.INSTANCE)
            .withCallRewrite(false)
            .withIdentifierExpansion(true)
            .withTypeCoercionEnabled(false));
  }

  /** The tables of a validated query: where the name stands, and how SQL must name it. */
  Map<SqlParserPos, List<String>> tables() {
    Map<SqlParserPos, List<String>> tables = new HashMap<>();
    for (IdentifierNamespace namespace : named) {
      SqlValidatorTable table = namespace.resolve().getTable();
      if (table != null) {
        SourceSchema.SourceTable source = table.unwrapOrThrow(SourceSchema.SourceTable.class);
        tables.put(namespace.getId().getParserPosition(), source.path());
      }
    }
    return tables;
  }

  /** Of types nothing is known, so there is nothing to cast. */
  @Override
  protected SqlNode maybeCast(SqlNode node, RelDataType type, RelDataType wanted) {
    return node;
  }

  @Override
  protected void registerNamespace(
      @Nullable SqlValidatorScope usingScope,
      @Nullable String alias,
      SqlValidatorNamespace namespace,
      boolean forceNullable) {
    if (namespace instanceof IdentifierNamespace identifier) {
      named.add(identifier);
    }
    super.registerNamespace(usingScope, alias, namespace, forceNullable);
  }
}
