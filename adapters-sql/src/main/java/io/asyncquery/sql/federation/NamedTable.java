package io.asyncquery.sql.federation;

import java.util.List;
import org.apache.calcite.plan.RelOptAbstractTable;
import org.apache.calcite.rel.type.RelDataType;

/** A table of which is known how SQL names it, and its columns. */
final class NamedTable extends RelOptAbstractTable {

  private final List<String> path;

  @SuppressWarnings("NullAway") // Calcite asks for a schema that it never uses
  NamedTable(List<String> path, RelDataType row) {
    super(null, path.getLast(), row);
    this.path = List.copyOf(path);
  }

  @Override
  public List<String> getQualifiedName() {
    return path;
  }
}
