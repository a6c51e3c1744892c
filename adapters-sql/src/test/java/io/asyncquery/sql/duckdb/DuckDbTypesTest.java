package io.asyncquery.sql.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.sql.source.CatalogTable.CatalogColumn;
import java.util.List;
import org.junit.jupiter.api.Test;

class DuckDbTypesTest {

  @Test
  void a_type_without_fields_has_none() {
    for (String type :
        List.of(
            "INTEGER",
            "DECIMAL(18,3)",
            "VARCHAR[]",
            "MAP(VARCHAR, INTEGER)",
            "STRUCT(a INTEGER)[]",
            "ENUM('STRUCT(a', 'b)')",
            "")) {
      assertEquals(new CatalogColumn("c", List.of()), DuckDbTypes.column("c", type), type);
    }
  }

  @Test
  void the_fields_of_a_structure_are_named() {
    assertEquals(
        new CatalogColumn("c", List.of(leaf("a"), leaf("b"))),
        DuckDbTypes.column("c", "STRUCT(a INTEGER, b DECIMAL(18,3))"));
  }

  @Test
  void structures_lie_in_structures() {
    assertEquals(
        new CatalogColumn(
            "c", List.of(new CatalogColumn("a", List.of(leaf("x"), leaf("y"))), leaf("b"))),
        DuckDbTypes.column("c", "STRUCT(a STRUCT(x INTEGER, y MAP(VARCHAR, INTEGER)), b DATE)"));
  }

  @Test
  void names_of_fields_may_hold_anything() {
    assertEquals(
        new CatalogColumn("c", List.of(leaf("a, b"), leaf("q\"(x"), leaf("e"))),
        DuckDbTypes.column(
            "c", "STRUCT(\"a, b\" INTEGER, \"q\"\"(x\" VARCHAR, e ENUM('x,y', '('))"));
  }

  private static CatalogColumn leaf(String name) {
    return new CatalogColumn(name, List.of());
  }
}
