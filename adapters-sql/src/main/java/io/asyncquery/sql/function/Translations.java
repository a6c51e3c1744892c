package io.asyncquery.sql.function;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;

/**
 * The functions that a dialect spells otherwise than senders do, or means otherwise by the same
 * name. A table of lines {@code NAME(parameters) = expression}:
 *
 * <ul>
 *   <li>{@code x} is any operand, {@code x...} all that are left, {@code INTERVAL x} an interval
 *       that is written out, {@code 'text'} this text, a word in capitals this unit of time.
 *   <li>{@code {A|B}} makes the line one for {@code A} and one for {@code B}.
 *   <li>The expression is what the source runs; it is read by Calcite, and operands are put into
 *       its tree. The functions of {@code macros} are expanded in it.
 * </ul>
 *
 * The first line that fits is the one.
 */
public final class Translations {

  /** For a source that has the functions of its catalog, and no others. */
  public static final Translations NONE = of("", Map.of());

  private static final String SEPARATOR = " = ";

  private final List<Translation> lines = new ArrayList<>();
  private final Map<String, List<Translation.Function>> byName = new HashMap<>();

  private Translations() {}

  /** Reads a table; empty lines and those that begin with {@code #} say nothing. */
  public static Translations of(String table, Map<String, Macro> macros) {
    Translations translations = new Translations();
    table
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .forEach(line -> translations.add(line, macros));
    return translations;
  }

  private void add(String line, Map<String, Macro> macros) {
    int separator = line.indexOf(SEPARATOR);
    String spelled = line.substring(0, separator).strip();
    String meaning = line.substring(separator + SEPARATOR.length()).strip();
    List<Translation.Function> functions =
        Alternatives.of(line).stream().map(one -> function(one, macros)).toList();
    functions.forEach(
        function -> byName.computeIfAbsent(function.name(), _ -> new ArrayList<>()).add(function));
    lines.add(new Translation(spelled, meaning, functions));
  }

  private static Translation.Function function(String line, Map<String, Macro> macros) {
    int separator = line.indexOf(SEPARATOR);
    return new Translation.Function(
        Signature.of(line.substring(0, separator).strip()),
        Template.of(line.substring(separator + SEPARATOR.length()).strip(), macros));
  }

  /**
   * What {@code call} of the function {@code name} means to the source; nothing where it is called
   * the same there.
   */
  public Optional<SqlNode> translate(String name, SqlCall call) {
    return byName.getOrDefault(name.toUpperCase(Locale.ROOT), List.of()).stream()
        .flatMap(function -> function.translate(call).stream())
        .findFirst();
  }

  /** The lines, in their order. */
  public List<Translation> lines() {
    return List.copyOf(lines);
  }
}
