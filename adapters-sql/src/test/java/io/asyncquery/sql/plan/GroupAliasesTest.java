package io.asyncquery.sql.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.sql.source.Catalog;
import io.asyncquery.sql.source.CatalogTable;
import io.asyncquery.sql.source.CatalogTable.CatalogColumn;
import io.asyncquery.sql.source.FunctionCatalog;
import io.asyncquery.sql.source.SourceFunction;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a source that groups by columns alone runs. */
class GroupAliasesTest {

  private static final FunctionCatalog NO_FUNCTIONS =
      new FunctionCatalog() {
        @Override
        public Optional<SourceFunction> function(String name) {
          return Optional.empty();
        }

        @Override
        public Optional<SourceFunction> tableFunction(String name) {
          return Optional.empty();
        }
      };

  /** One table, {@code t}, with columns {@code a} and {@code b}. */
  private static final Catalog TABLES =
      new Catalog() {
        @Override
        public Optional<String> schema(String name) {
          return name.equals("main") ? Optional.of(name) : Optional.empty();
        }

        @Override
        public Optional<CatalogTable> table(String schema, String name) {
          return name.equals("t")
              ? Optional.of(
                  new CatalogTable(
                      List.of(schema, name),
                      List.of(
                          new CatalogColumn("a", List.of()), new CatalogColumn("b", List.of()))))
              : Optional.empty();
        }
      };

  private static final class Columns extends AnsiSqlDialect implements GroupsByColumns {
    Columns() {
      super(DEFAULT_CONTEXT);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select 7 as x, a + 1 as y from t group by Y, x | 2, 1",
        "select a + 1 as x, b as y from t group by x, y | 1, 2",
        "select a + 1 as a from t group by a | `a`",
        "select a, a + 1 as x from t group by a, x | `a`, 2",
        "select b as a, b as c from t group by a, b | `a`, `b`",
        "select a from t group by t.a | `t`.`a`",
      })
  void an_alias_is_the_number_of_its_item_unless_a_column_has_its_name(String sql, String groupedBy)
      throws Exception {
    String planned = plan(sql, new Columns());

    assertEquals(groupedBy, planned.substring(planned.indexOf("GROUP BY ") + "GROUP BY ".length()));
  }

  @Test
  void other_sources_know_aliases() throws Exception {
    assertEquals(
        "SELECT 7 AS `x` FROM `main`.`t` GROUP BY `x`",
        plan("select 7 as x from t group by x", AnsiSqlDialect.DEFAULT));
  }

  private static String plan(String sql, SqlDialect dialect) throws Exception {
    return new QueryPlanner(NO_FUNCTIONS, dialect)
        .plan(ParsedQuery.of(sql), RowRange.ALL, new TableScope(TABLES, "data", "main"));
  }
}
