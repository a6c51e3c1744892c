package io.asyncquery.sql.federation;

import java.util.List;

/**
 * Where each part of a query runs.
 *
 * @param parts what the sources run, each into a table of the workbench
 * @param rest what the workbench makes of these tables
 */
public record FederatedPlan(List<Part> parts, String rest) {
  public FederatedPlan {
    parts = List.copyOf(parts);
  }
}
