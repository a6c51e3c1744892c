package io.asyncquery.sql.source;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A table or view, with the names of columns as the source spells them.
 *
 * @param path how SQL must name it so that it can mean no other, its own name last; the same
 *     however a query spells it
 * @param name what queries call it
 * @param partial whether it may have columns that are not shown
 */
public record CatalogTable(
    List<String> path, String name, List<CatalogColumn> columns, boolean partial) {

  public CatalogTable {
    path = List.copyOf(path);
    columns = List.copyOf(columns);
  }

  /** With all of its columns, by the name that it has in its path. */
  public CatalogTable(List<String> path, List<CatalogColumn> columns) {
    this(path, path.getLast(), columns, false);
  }

  /**
   * The same table with these of its columns alone. Names match in any case; where two columns
   * differ in case alone, only the one spelled alike is meant.
   */
  public CatalogTable showing(Set<String> names) {
    Set<String> inAnyCase = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    inAnyCase.addAll(names);
    Predicate<CatalogColumn> shown =
        column ->
            names.contains(column.name())
                || (inAnyCase.contains(column.name()) && isAloneInAnyCase(column));
    return new CatalogTable(path, name, columns.stream().filter(shown).toList(), true);
  }

  private boolean isAloneInAnyCase(CatalogColumn column) {
    return columns.stream().filter(c -> c.name().equalsIgnoreCase(column.name())).count() == 1;
  }

  /**
   * A column, or a field of one.
   *
   * @param fields those of a structure; none of any other type
   */
  public record CatalogColumn(String name, List<CatalogColumn> fields) {
    public CatalogColumn {
      fields = List.copyOf(fields);
    }
  }
}
