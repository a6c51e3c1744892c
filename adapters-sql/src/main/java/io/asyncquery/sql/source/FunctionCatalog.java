package io.asyncquery.sql.source;

import java.util.Optional;

/** The functions of a source, those that a query may not use included; names match in any case. */
public interface FunctionCatalog {

  /** The scalar, aggregate or window function of that name. */
  Optional<SourceFunction> function(String name);

  /** The function of that name that stands where tables do. */
  Optional<SourceFunction> tableFunction(String name);

  /** An operator that users of the source have written and that a query may reach unawares. */
  default Optional<String> operatorOfUsers() {
    return Optional.empty();
  }
}
