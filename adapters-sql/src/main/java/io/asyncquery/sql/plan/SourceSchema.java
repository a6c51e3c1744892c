package io.asyncquery.sql.plan;

import io.asyncquery.sql.source.Catalog;
import io.asyncquery.sql.source.CatalogTable;
import io.asyncquery.sql.source.CatalogTable.CatalogColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.StructKind;
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
  private final Lookup<Table> tables;

  /**
   * @param schemas what stands below it
   * @param tables the schema whose tables it shows as its own, or none
   */
  private SourceSchema(Lookup<Schema> schemas, Lookup<Table> tables) {
    this.schemas = schemas;
    this.tables = tables;
  }

  /**
   * A root in which tables are found as {@code source.schema.table}, and those of the first source
   * also as {@code schema.table}; {@link FullNames} knows shorter names.
   */
  static CalciteSchema root(TableScopes scopes) {
    Catalog first = scopes.first().catalog();
    Lookup<Schema> top =
        new ByName<>(
            name -> scopes.named(name).map(SourceSchema::source).or(() -> schema(first, name)));
    return CalciteSchema.createRootSchema(false, false, "", new SourceSchema(top, Lookup.empty()));
  }

  private static Named<Schema> source(TableScope scope) {
    Catalog catalog = scope.catalog();
    Lookup<Schema> schemas = new ByName<>(name -> schema(catalog, name));
    return new Named<>(scope.source(), new SourceSchema(schemas, Lookup.empty()));
  }

  @Override
  public Lookup<? extends Schema> subSchemas() {
    return schemas;
  }

  @Override
  public Lookup<Table> tables() {
    return tables;
  }

  private static Optional<Named<Schema>> schema(Catalog catalog, String name) {
    return catalog
        .schema(name)
        .map(exact ->
            new Named<>(
                exact,
                new SourceSchema(
                    Lookup.empty(), new ByName<>(table -> table(catalog, exact, table)))));
  }

  private static Optional<Named<Table>> table(Catalog catalog, String schema, String name) {
    return catalog
        .table(schema, name)
        .map(table -> new Named<>(table.name(), new SourceTable(table)));
  }

  /** A table as Calcite sees it. */
  static final class SourceTable extends AbstractTable {

    private final CatalogTable table;

    SourceTable(CatalogTable table) {
      this.table = table;
    }

    /** How SQL must name it. */
    List<String> path() {
      return table.path();
    }

    /** What queries call it. */
    String name() {
      return table.name();
    }

    /** Whether it may have columns that it does not show. */
    boolean isPartial() {
      return table.partial();
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory types) {
      return row(types, table.columns());
    }

    /** A structure's fields are found behind its name; of any other type nothing is known. */
    private static RelDataType row(RelDataTypeFactory types, List<CatalogColumn> columns) {
      RelDataTypeFactory.Builder row = types.builder().kind(StructKind.PEEK_FIELDS_NO_EXPAND);
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

  /** Finds in any case, asks once for each name, and never lists. */
  private static final class ByName<T> implements Lookup<T> {

    private final Function<String, Optional<Named<T>>> find;
    private final Map<String, Optional<Named<T>>> found = new HashMap<>();

    ByName(Function<String, Optional<Named<T>>> find) {
      this.find = find;
    }

    @Override
    public @Nullable T get(String name) {
      return found(name).filter(named -> named.name().equals(name)).map(Named::entity).orElse(null);
    }

    @Override
    public @Nullable Named<T> getIgnoreCase(String name) {
      return found(name).orElse(null);
    }

    @Override
    public Set<String> getNames(LikePattern pattern) {
      return Set.of();
    }

    private Optional<Named<T>> found(String name) {
      return found.computeIfAbsent(name, find);
    }
  }
}
