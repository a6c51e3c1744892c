package io.asyncquery.sql.function;

import io.asyncquery.sql.function.Parameter.Any;
import io.asyncquery.sql.function.Parameter.Interval;
import io.asyncquery.sql.function.Parameter.Rest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;

/**
 * How a function is called: {@code TIMESTAMPADD(MONTH, n, t)}.
 *
 * @param name in capitals
 */
record Signature(String name, List<Parameter> parameters) {

  static Signature of(String spelled) {
    int open = spelled.indexOf('(');
    String parameters = spelled.substring(open + 1, spelled.length() - 1).strip();
    return new Signature(
        spelled.substring(0, open).strip().toUpperCase(Locale.ROOT),
        parameters.isEmpty()
            ? List.of()
            : Arrays.stream(parameters.split(",")).map(String::strip).map(Parameter::of).toList());
  }

  /** The operands by the names of their places, if they fit all of these. */
  Optional<Map<String, List<SqlNode>>> bind(List<SqlNode> operands) {
    boolean open = !parameters.isEmpty() && parameters.getLast() instanceof Rest;
    if (open ? operands.size() < parameters.size() : operands.size() != parameters.size()) {
      return Optional.empty();
    }
    Map<String, List<SqlNode>> bound = new HashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      if (!parameters.get(i).takes(operands.get(i))) {
        return Optional.empty();
      }
      switch (parameters.get(i)) {
        case Any(var place) -> bound.put(place, List.of(operands.get(i)));
        case Interval(var place) -> bound.put(place, List.of(operands.get(i)));
        case Rest(var place) -> bound.put(place, operands.subList(i, operands.size()));
        default -> {}
      }
    }
    return Optional.of(bound);
  }
}
