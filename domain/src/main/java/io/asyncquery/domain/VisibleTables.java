package io.asyncquery.domain;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which tables and columns of a project a query may read. All others are not there for it. */
public sealed interface VisibleTables {

  /** Whatever the project has. */
  VisibleTables ALL = new All();

  /** What either of two shows. */
  static VisibleTables either(VisibleTables one, VisibleTables other) {
    return one instanceof Only(var some) && other instanceof Only(var more)
        ? new Only(Stream.concat(some.stream(), more.stream()).distinct().toList())
        : ALL;
  }

  /** See {@link #ALL}. */
  record All() implements VisibleTables {}

  /** These, and of them only what is there: a table that does not exist adds nothing. */
  record Only(List<Table> tables) implements VisibleTables {
    public Only {
      tables = List.copyOf(tables);
    }
  }

  /**
   * A table or view.
   *
   * @param name as a query of the project may write it: its own name, with the schema before it, or
   *     the source, or both; in any case
   * @param columns the only ones to be seen, in any case; where there is nothing, all that the
   *     table has at any time
   */
  record Table(List<String> name, Optional<Set<String>> columns) {

    /** Source, schema and table. */
    public static final int MAX_PARTS = 3;

    public Table {
      name = List.copyOf(name);
      columns = columns.map(Set::copyOf);
      if (name.isEmpty() || name.size() > MAX_PARTS || name.stream().anyMatch(String::isBlank)) {
        throw new IllegalArgumentException(
            name + " names no table: that has 1 to " + MAX_PARTS + " parts");
      }
      if (columns.filter(Set::isEmpty).isPresent()) {
        throw new IllegalArgumentException("Of table " + name + " no column is to be seen");
      }
    }
  }
}
