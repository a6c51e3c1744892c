package io.asyncquery.storage.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names for formats that cannot tell two columns of one name apart. */
public final class UniqueNames {

  private UniqueNames() {}

  /**
   * The same names in the same order, each but the first of its kind with the first free of the
   * endings {@code _1}, {@code _2} and so on. A name that is given as it is keeps it.
   */
  public static List<String> of(List<String> names) {
    Set<String> given = Set.copyOf(new HashSet<>(names));
    Set<String> used = new HashSet<>();
    List<String> unique = new ArrayList<>();
    for (String name : names) {
      String free = name;
      for (int i = 1; !used.add(free); i++) {
        free = name + "_" + i;
        if (given.contains(free)) {
          free = name;
        }
      }
      unique.add(free);
    }
    return unique;
  }
}
