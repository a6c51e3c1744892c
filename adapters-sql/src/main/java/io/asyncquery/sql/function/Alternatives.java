package io.asyncquery.sql.function;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes {@code f({A|B}) = {A|B}} out: one line for {@code A} everywhere, one for {@code B}; {@code
 * {unit}} is short for units.
 */
final class Alternatives {

  private static final Pattern CHOICE = Pattern.compile("\\{([^}]*)}");

  private static final String UNITS = "YEAR|QUARTER|MONTH|WEEK|DAY|HOUR|MINUTE|SECOND";

  private Alternatives() {}

  static List<String> of(String line) {
    Matcher choice = CHOICE.matcher(line);
    if (!choice.find()) {
      return List.of(line);
    }
    String options = choice.group(1).equals("unit") ? UNITS : choice.group(1);
    return Arrays.stream(options.split("\\|"))
        .map(one -> line.replace(choice.group(), one))
        .flatMap(one -> of(one).stream())
        .toList();
  }
}
