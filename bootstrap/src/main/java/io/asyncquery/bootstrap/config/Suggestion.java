package io.asyncquery.bootstrap.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** What to say to somebody who wrote a word that is none of those allowed. */
final class Suggestion {

  private Suggestion() {}

  /** The nearest of {@code allowed} where one is near, then all of them. */
  static String of(String written, Collection<String> allowed) {
    String nearest =
        allowed.stream()
            .min(Comparator.comparingInt(word -> distance(written, word)))
            .filter(word -> distance(written, word) <= Math.max(2, word.length() / 3))
            .map(word -> "did you mean [" + word + "]? ")
            .orElse("");
    return nearest + all(allowed);
  }

  /** All of {@code allowed}. */
  static String all(Collection<String> allowed) {
    return allowed.stream().sorted().collect(Collectors.joining(", ", "Allowed here: ", ""));
  }

  /** How many letters to insert, drop or replace, whatever their case. */
  private static int distance(String a, String b) {
    String from = a.toLowerCase(Locale.ROOT);
    String to = b.toLowerCase(Locale.ROOT);
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
