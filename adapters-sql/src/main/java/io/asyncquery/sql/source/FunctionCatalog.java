package io.asyncquery.sql.source;

import java.util.Optional;

/** The functions of a source, those that a query may not use included. */
public interface FunctionCatalog {

  /** The function of that name, in any case. */
  Optional<SourceFunction> function(String name);
}
