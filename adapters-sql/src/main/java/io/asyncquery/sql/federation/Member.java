package io.asyncquery.sql.federation;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.sql.plan.QueryPlanner;
import io.asyncquery.sql.plan.TableScope;
import io.asyncquery.sql.source.Catalog;
import io.asyncquery.sql.source.CatalogTable;
import io.asyncquery.sql.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * A source that may take part in a query. It is connected to when the first table is looked for in
 * it: the default source may not be needed at all.
 */
public final class Member implements AutoCloseable {

  private final Source source;
  private final Cancellation cancellation;
  private final Function<Handle, TableScope> scoping;
  private final String name;
  private final String defaultSchema;
  private Optional<Handle> handle = Optional.empty();
  private Optional<QueryPlanner> planner = Optional.empty();

  /**
   * @param name what the source is called in its project
   * @param scoping the scope of the source's tables
   */
  public Member(
      String name,
      String defaultSchema,
      Source source,
      Function<Handle, TableScope> scoping,
      Cancellation cancellation) {
    this.name = name;
    this.defaultSchema = defaultSchema;
    this.source = source;
    this.scoping = scoping;
    this.cancellation = cancellation;
  }

  /** What it is called in its project. */
  public String name() {
    return name;
  }

  Source source() {
    return source;
  }

  /** The connection to it, for one thread at a time. */
  synchronized Handle handle() {
    if (handle.isEmpty()) {
      handle = Optional.of(source.connect(cancellation));
    }
    return handle.get();
  }

  /** Its tables. */
  TableScope scope() {
    return new TableScope(new Connecting(), name, defaultSchema);
  }

  /** Its tables, with its name before their paths. */
  TableScope prefixedScope() {
    Catalog catalog = scope().catalog();
    return new TableScope(
        new Catalog() {
          @Override
          public Optional<String> schema(String schema) {
            return catalog.schema(schema);
          }

          @Override
          public Optional<CatalogTable> table(String schema, String table) {
            return catalog.table(schema, table).map(found -> prefixed(found));
          }

          @Override
          public boolean isRestricted() {
            return catalog.isRestricted();
          }
        },
        name,
        defaultSchema);
  }

  private CatalogTable prefixed(CatalogTable table) {
    List<String> path = new ArrayList<>(table.path());
    path.addFirst(name);
    return new CatalogTable(path, table.name(), table.columns(), table.partial());
  }

  QueryPlanner planner() {
    if (planner.isEmpty()) {
      planner = Optional.of(source.planner(handle()));
    }
    return planner.get();
  }

  @Override
  public synchronized void close() {
    handle.ifPresent(Handle::close);
    handle = Optional.empty();
  }

  /** The catalog of the scope, asked through the connection. */
  private final class Connecting implements Catalog {

    private Optional<Catalog> catalog = Optional.empty();

    @Override
    public Optional<String> schema(String schema) {
      return asked(() -> catalog().schema(schema));
    }

    @Override
    public Optional<CatalogTable> table(String schema, String table) {
      return asked(() -> catalog().table(schema, table));
    }

    @Override
    public boolean isRestricted() {
      return asked(() -> catalog().isRestricted());
    }

    private <T> T asked(Supplier<T> question) {
      try {
        return question.get();
      } catch (JdbiException e) {
        throw PartFailures.named(Member.this, source.failures().planning("", e), cancellation);
      }
    }

    private Catalog catalog() {
      if (catalog.isEmpty()) {
        catalog = Optional.of(scoping.apply(handle()).catalog());
      }
      return catalog.get();
    }
  }
}
