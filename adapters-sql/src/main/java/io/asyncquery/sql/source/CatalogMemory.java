package io.asyncquery.sql.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Keeps what a catalog that cannot change has said: to ask takes longer than the rest of a short
 * query's planning. Only what exists is kept, so that its size is bounded by that of the catalog,
 * and that no more than {@value #MOST} answers, since a name may be spelled in many cases.
 */
public final class CatalogMemory {

  private static final int MOST = 10_000;

  private final Map<String, String> schemas = new ConcurrentHashMap<>();
  private final Map<List<String>, CatalogTable> tables = new ConcurrentHashMap<>();

  /**
   * The catalog with this memory before it.
   *
   * @param catalog asked for once, and only where the memory has no answer
   */
  public Catalog before(Supplier<Catalog> catalog) {
    return new Remembered(catalog);
  }

  private static <K, V> Optional<V> keep(Map<K, V> answers, K key, Optional<V> answer) {
    if (answers.size() < MOST) {
      answer.ifPresent(value -> answers.put(key, value));
    }
    return answer;
  }

  /** For one query, hence one thread. */
  private final class Remembered implements Catalog {

    private final Supplier<Catalog> opening;
    private Optional<Catalog> catalog = Optional.empty();

    Remembered(Supplier<Catalog> opening) {
      this.opening = opening;
    }

    @Override
    public Optional<String> schema(String name) {
      return Optional.ofNullable(schemas.get(name))
          .or(() -> keep(schemas, name, catalog().schema(name)));
    }

    @Override
    public Optional<CatalogTable> table(String schema, String name) {
      List<String> key = List.of(schema, name);
      return Optional.ofNullable(tables.get(key))
          .or(() -> keep(tables, key, catalog().table(schema, name)));
    }

    private Catalog catalog() {
      if (catalog.isEmpty()) {
        catalog = Optional.of(opening.get());
      }
      return catalog.get();
    }
  }
}
