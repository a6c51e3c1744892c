package io.asyncquery.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQL that tries to get past what keeps queries harmless.
 *
 * @param aim what it is after
 * @param layers who refuses it: the first one in the product, each of them by itself
 * @param sql what is sent
 */
public record BypassAttempt(String aim, List<Layer> layers, String sql) {

  private static final Pattern CHARACTER = Pattern.compile("\\\\u([0-9a-f]{4})");

  /** What stands between a sender and the machine. */
  public enum Layer {
    /** One statement, a query, whose text the source reads as Calcite does. */
    PARSER,
    /** The functions that a query may use. */
    FUNCTIONS,
    /** The tables and columns that there are. */
    CATALOG,
    /** The connection as the source opens it, given the very text. */
    CONNECTION,
    /** The memory of the source, and the time of the query. */
    LIMIT
  }

  Layer refusedBy() {
    return layers.getFirst();
  }

  boolean isRefusedBy(Layer layer) {
    return layers.contains(layer);
  }

  /** All that are in {@code bypass.txt} beside {@code suite}. */
  static List<BypassAttempt> all(Class<?> suite) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(suite.getResourceAsStream("bypass.txt")),
                StandardCharsets.UTF_8))) {
      List<BypassAttempt> attempts = new ArrayList<>();
      String aim = "";
      for (String line : lines.lines().toList()) {
        if (line.startsWith("== ")) {
          aim = line.substring(3);
        } else if (!line.isBlank() && !line.startsWith("#")) {
          attempts.add(of(aim, line));
        }
      }
      return attempts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BypassAttempt of(String aim, String line) {
    int bar = line.indexOf(" | ");
    List<Layer> layers =
        Arrays.stream(line.substring(0, bar).toUpperCase(Locale.ROOT).split("\\+", -1))
            .map(Layer::valueOf)
            .toList();
    return new BypassAttempt(aim, layers, unescaped(line.substring(bar + 3)));
  }

  private static String unescaped(String sql) {
    return CHARACTER
        .matcher(sql)
        .replaceAll(match -> Matcher.quoteReplacement(character(match)))
        .replace("\\n", "\n");
  }

  private static String character(MatchResult match) {
    return Character.toString(Integer.parseInt(match.group(1), 16));
  }
}
