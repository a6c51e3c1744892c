package io.asyncquery.bootstrap.config;

import io.asyncquery.domain.ProjectRole;
import io.asyncquery.domain.VisibleTables;
import io.asyncquery.domain.VisibleTables.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a user may do in a project. */
public record GrantSection(
    @Shorthand
        @Setting(
            "query sends queries and sees one's own; admin sees, fetches, stops and deletes those"
                + " of everybody there besides. It may stand alone in the place of the section.")
        ProjectRole role,
    @Setting(
            value =
                "The only tables and views that the user's queries find, each with the only columns"
                    + " that they find in it, or '*' for all. Names are written as in a query, with"
                    + " schema or source before them where a query needs these, in any case. Only"
                    + " with the role query, and not for '*'.",
            absence = "all")
        Optional<Map<String, List<String>>> tables) {

  private static final String ALL_COLUMNS = "*";

  private static final Pattern PART =
      Pattern.compile("\\G(?:\"((?:[^\"]|\"\")+)\"|([^.\"]+))(\\.|$)");

  public GrantSection {
    tables = tables.map(Map::copyOf);
    if (tables.isPresent() && role != ProjectRole.QUERY) {
      throw new IllegalArgumentException(
          "restricts [tables] with the role [admin], which sees the results of everybody; use the"
              + " role [query]");
    }
    tables.ifPresent(GrantSection::only);
  }

  GrantSection(ProjectRole role) {
    this(role, Optional.empty());
  }

  /** What is restricted, where anything is. */
  Optional<VisibleTables.Only> visible() {
    return tables.map(GrantSection::only);
  }

  private static VisibleTables.Only only(Map<String, List<String>> tables) {
    return new VisibleTables.Only(
        tables.entrySet().stream()
            .map(table -> new Table(parts(table.getKey()), columns(table.getValue())))
            .toList());
  }

  private static Optional<Set<String>> columns(List<String> columns) {
    return columns.contains(ALL_COLUMNS) ? Optional.empty() : Optional.of(Set.copyOf(columns));
  }

  /** The parts of a name; one in double quotes may hold points. */
  private static List<String> parts(String name) {
    Matcher part = PART.matcher(name);
    List<String> parts =
        part.results()
            .map(match ->
                Optional.ofNullable(match.group(1))
                    .map(quoted -> quoted.replace("\"\"", "\""))
                    .orElseGet(() -> match.group(2)))
            .toList();
    boolean whole =
        PART.matcher(name).results().mapToInt(m -> m.group().length()).sum() == name.length();
    if (!whole || name.endsWith(".") || parts.size() > Table.MAX_PARTS) {
      throw new IllegalArgumentException(
          "restricts to ["
              + name
              + "], which names no table: write it as table, schema.table or"
              + " source.schema.table");
    }
    return parts;
  }
}
