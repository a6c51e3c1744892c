package io.asyncquery.sql.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Puts the number of an item of SELECT in the place of its alias in GROUP BY, for {@link
 * GroupsByColumns}. A name that is a column's stays one.
 */
final class GroupAliases extends SqlShuttle {

  private final ResolvedNames names;

  private GroupAliases(ResolvedNames names) {
    this.names = names;
  }

  static SqlNode of(SqlNode query, ResolvedNames names) {
    return requireNonNull(query.accept(new GroupAliases(names)));
  }

  @Override
  public SqlNode visit(SqlCall call) {
    if (call instanceof SqlLambda) {
      return call;
    }
    SqlNode visited = requireNonNull(super.visit(call));
    if (!(visited instanceof SqlSelect select) || select.getGroup() == null) {
      return visited;
    }
    SqlSelect numbered = (SqlSelect) select.clone(select.getParserPosition());
    SqlNodeList items = select.getSelectList();
    numbered.setGroupBy(
        SqlNodeList.of(
            select.getGroup().getParserPosition(),
            select.getGroup().stream().map(key -> numbered(key, items)).toList()));
    return numbered;
  }

  private SqlNode numbered(SqlNode key, SqlNodeList items) {
    if (!(key instanceof SqlIdentifier id) || !id.isSimple() || isColumn(id)) {
      return key;
    }
    OptionalInt item =
        IntStream.range(0, items.size())
            .takeWhile(i -> !isStar(items.get(i)))
            .filter(i -> isNamed(items.get(i), id))
            .findFirst();
    return item.isEmpty()
        ? key
        : SqlLiteral.createExactNumeric(
            String.valueOf(item.getAsInt() + 1), key.getParserPosition());
  }

  private boolean isColumn(SqlIdentifier id) {
    List<String> column = names.columns().get(id.getParserPosition());
    return column != null && column.getLast().equalsIgnoreCase(id.getSimple());
  }

  /** It stands for so many items that those behind it have other numbers. */
  private static boolean isStar(SqlNode item) {
    return item instanceof SqlIdentifier id && id.isStar();
  }

  /** Whether that is its alias, and no name of a column in what it stands for. */
  private static boolean isNamed(SqlNode item, SqlIdentifier id) {
    return item instanceof SqlCall as
        && as.getKind() == SqlKind.AS
        && as.<SqlIdentifier>operand(1).getSimple().equalsIgnoreCase(id.getSimple())
        && !mentions(as.operand(0), id.getSimple());
  }

  private static boolean mentions(SqlNode expression, String name) {
    Mentions mentions = new Mentions(name);
    expression.accept(mentions);
    return mentions.found;
  }

  private static final class Mentions extends SqlBasicVisitor<@Nullable Void> {

    private final String name;
    private boolean found;

    Mentions(String name) {
      this.name = name;
    }

    @Override
    public @Nullable Void visit(SqlIdentifier id) {
      found |= id.names.getLast().equalsIgnoreCase(name);
      return null;
    }
  }
}
