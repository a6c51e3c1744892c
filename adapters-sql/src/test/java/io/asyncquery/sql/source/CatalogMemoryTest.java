package io.asyncquery.sql.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogMemoryTest {

  private final CatalogMemory memory = new CatalogMemory();
  private final List<String> asked = new ArrayList<>();

  @Test
  void what_exists_is_asked_for_once() {
    for (int query = 0; query < 3; query++) {
      Catalog catalog = memory.before(Asked::new);
      assertEquals(Optional.of("main"), catalog.schema("MAIN"));
      assertEquals(
          List.of("db", "main", "orders"), catalog.table("main", "Orders").orElseThrow().path());
    }
    assertEquals(List.of("opened", "MAIN", "main.Orders"), asked);
  }

  @Test
  void what_does_not_exist_is_asked_for_again() {
    Catalog catalog = memory.before(Asked::new);

    assertEquals(Optional.empty(), catalog.schema("other"));
    assertEquals(Optional.empty(), catalog.schema("other"));
    assertEquals(Optional.empty(), catalog.table("main", "nothing"));
    assertEquals(Optional.empty(), catalog.table("main", "nothing"));
    assertEquals(List.of("opened", "other", "other", "main.nothing", "main.nothing"), asked);
  }

  @Test
  void tables_of_one_name_in_two_schemas_are_two() {
    Catalog catalog = memory.before(Asked::new);

    assertEquals("main", catalog.table("main", "orders").orElseThrow().path().get(1));
    assertEquals("archive", catalog.table("archive", "orders").orElseThrow().path().get(1));
  }

  @Test
  void a_failure_is_not_kept() {
    Catalog catalog = memory.before(Asked::new);

    assertThrows(QueryFailedException.class, () -> catalog.table("main", "broken"));
    assertThrows(QueryFailedException.class, () -> catalog.table("main", "broken"));
  }

  /**
   * A source with schemas main and archive, a table orders in each, and one that cannot be read.
   */
  private final class Asked implements Catalog {

    Asked() {
      asked.add("opened");
    }

    @Override
    public Optional<String> schema(String name) {
      asked.add(name);
      return Optional.of(name).filter("main"::equalsIgnoreCase).map(_ -> "main");
    }

    @Override
    public Optional<CatalogTable> table(String schema, String name) {
      asked.add(schema + "." + name);
      if (name.equals("broken")) {
        throw new QueryFailedException(QueryFailure.source("Table 'broken' cannot be read"));
      }
      return Optional.of(name)
          .filter("orders"::equalsIgnoreCase)
          .map(_ -> new CatalogTable(List.of("db", schema, "orders"), List.of()));
    }
  }
}
