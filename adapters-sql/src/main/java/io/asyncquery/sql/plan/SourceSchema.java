package io.asyncquery.sql.plan;

import io.asyncquery.sql.source.Catalog;
import io.asyncquery.sql.source.CatalogTable;
import io.asyncquery.sql.source.CatalogTable.CatalogColumn;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.schema.lookup.LikePattern;
import org.apache.calcite.schema.lookup.Lookup;
import org.apache.calcite.schema.lookup.Named;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** A source's catalog as Calcite asks for it: by name, one schema and one table at a time. */
final class SourceSchema extends AbstractSchema {

  private final Lookup<Schema> schemas;

  private SourceSchema(Catalog catalog) {
    this.schemas =
        new ByName<>(
            name ->
                catalog
                    .schema(name)
                    .map(exact -> new Named<>(exact, new Tables(catalog, exact))));
  }

  static CalciteSchema root(Catalog catalog) {
    return CalciteSchema.createRootSchema(false, false, "", new SourceSchema(catalog));
  }

  @Override
  public Lookup<? extends Schema> subSchemas() {
    return schemas;
  }

  private static final class Tables extends AbstractSchema {

    private final Lookup<Table> tables;

    Tables(Catalog catalog, String schema) {
      this.tables =
          new ByName<>(
              name ->
                  catalog
                      .table(schema, name)
                      .map(table -> new Named<>(table.name(), new SourceTable(table))));
    }

    @Override
    public Lookup<Table> tables() {
      return tables;
    }
  }

  private static final class SourceTable extends AbstractTable {

    private final CatalogTable table;

    SourceTable(CatalogTable table) {
      this.table = table;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory types) {
      return row(types, table.columns());
    }

    /** Fields of a structure are reached by name; of any other type nothing is known. */
    private static RelDataType row(RelDataTypeFactory types, List<CatalogColumn> columns) {
      RelDataTypeFactory.Builder row = types.builder();
      for (CatalogColumn column : columns) {
        RelDataType type =
            column.fields().isEmpty()
                ? types.createSqlType(SqlTypeName.ANY)
                : row(types, column.fields());
        row.add(column.name(), types.createTypeWithNullability(type, true));
      }
      return row.build();
    }
  }

  /** Finds in any case, and never lists. */
  private record ByName<T>(Function<String, Optional<Named<T>>> find) implements Lookup<T> {

    @Override
    public @Nullable T get(String name) {
      return find.apply(name)
          .filter(found -> found.name().equals(name))
          .map(Named::entity)
          .orElse(null);
    }

    @Override
    public @Nullable Named<T> getIgnoreCase(String name) {
      return find.apply(name).orElse(null);
    }

    @Override
    public Set<String> getNames(LikePattern pattern) {
      return Set.of();
    }
  }
}
