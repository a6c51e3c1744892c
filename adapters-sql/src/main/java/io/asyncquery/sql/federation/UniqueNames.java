package io.asyncquery.sql.federation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Names that differ in more than case. */
final class UniqueNames {

  private UniqueNames() {}

  /** {@code name}, with a number behind it where it is among {@code taken}. */
  static String next(String name, List<String> taken) {
    List<String> all = new ArrayList<>(taken);
    all.add(name);
    return of(all).getLast();
  }

  /** {@code names}, each with a number behind it where it has been before. */
  static List<String> of(List<String> names) {
    Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    List<String> unique = new ArrayList<>();
    for (String name : names) {
      String free = name;
      for (int n = 2; !taken.add(free); n++) {
        free = name + "_" + n;
      }
      unique.add(free);
    }
    return unique;
  }
}
