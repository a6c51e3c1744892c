package io.asyncquery.sql.clickhouse;

import static java.util.Objects.requireNonNull;

import io.asyncquery.sql.plan.Selects;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Tables under another name than their own: to ClickHouse they have both, and would be what
 * somebody else's name means, in the query around them or beside them. A query in their place has
 * one name.
 */
final class TwinNames extends SqlShuttle {

  private final Tables tables;

  private TwinNames(Tables tables) {
    this.tables = tables;
  }

  static SqlNode apart(SqlNode query) {
    Tables tables = new Tables();
    query.accept(tables);
    return requireNonNull(query.accept(new TwinNames(tables)));
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    return tables.renamed.contains(call)
        ? apart(call, (SqlIdentifier) call.operand(0))
        : super.visit(call);
  }

  private SqlNode apart(SqlCall alias, SqlIdentifier table) {
    String own = table.names.getLast();
    if (!tables.names.contains(own) || ((SqlIdentifier) alias.operand(1)).getSimple().equals(own)) {
      return alias;
    }
    SqlParserPos at = table.getParserPosition();
    List<SqlNode> operands = new ArrayList<>(alias.getOperandList());
    operands.set(0, Selects.of(at, SqlNodeList.of(SqlIdentifier.star(at)), table));
    return alias.getOperator().createCall(alias.getParserPosition(), operands);
  }

  /** What stands in FROM. */
  private static final class Tables extends SqlBasicVisitor<@Nullable Void> {

    private final Set<String> names = new HashSet<>();
    private final Set<SqlNode> renamed = Collections.newSetFromMap(new IdentityHashMap<>());

    @Override
    public @Nullable Void visit(SqlCall call) {
      if (call instanceof SqlSelect select) {
        add(select.getFrom());
      }
      return super.visit(call);
    }

    private void add(@Nullable SqlNode from) {
      switch (from) {
        case SqlIdentifier table -> names.add(table.names.getLast());
        case SqlJoin join -> {
          add(join.getLeft());
          add(join.getRight());
        }
        case SqlCall alias when alias.getKind() == SqlKind.AS -> {
          names.add(((SqlIdentifier) alias.operand(1)).getSimple());
          if (alias.operand(0) instanceof SqlIdentifier) {
            renamed.add(alias);
          }
        }
        case null, default -> {}
      }
    }
  }
}
