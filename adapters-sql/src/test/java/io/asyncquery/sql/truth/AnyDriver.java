package io.asyncquery.sql.truth;

import java.util.regex.Pattern;

/** What a source that is known by its driver alone has, and means as others do. */
final class AnyDriver {

  private static final Pattern OTHERWISE =
      Pattern.compile(
          "\\b(nvl|ifnull|isnull|instr|lcase|to_date|add_months|date_add|date_sub|datediff"
              + "|timestampadd|timestampdiff|trunc|truncate|convert|hypot|split_part|percentile"
              + "|intersect_count|quarter|dayofweek|regexp_like|concat|log)\\("
              + "|(floor|ceil)\\(.* to | rlike |, -3\\)|, 0, 4\\)|extract\\(dow"
              + "|count\\(distinct [^,]*,");

  private AnyDriver() {}

  /** Whether such a source has all of {@code expression}. */
  static boolean has(Spelled expression) {
    return !OTHERWISE.matcher(expression.kylin()).find();
  }
}
