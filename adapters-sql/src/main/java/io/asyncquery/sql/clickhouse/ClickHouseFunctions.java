package io.asyncquery.sql.clickhouse;

import static io.asyncquery.sql.source.SourceFunction.Kind.AGGREGATE;
import static io.asyncquery.sql.source.SourceFunction.Kind.SCALAR;

import io.asyncquery.sql.source.FunctionCatalog;
import io.asyncquery.sql.source.SourceFunction;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** ClickHouse's functions, as its catalog lists them. */
final class ClickHouseFunctions implements FunctionCatalog {

  private final ClickHouseSession session;
  private final ConcurrentHashMap<String, Optional<SourceFunction>> known;

  ClickHouseFunctions(
      ClickHouseSession session, ConcurrentHashMap<String, Optional<SourceFunction>> known) {
    this.session = session;
    this.known = known;
  }

  @Override
  public Optional<SourceFunction> function(String name) {
    return known.computeIfAbsent(
        name,
        _ ->
            session
                .rows(
                    "SELECT toString(is_aggregate) FROM system.functions"
                        + " WHERE lower(name) = lower({name:String}) LIMIT 1",
                    Map.of("name", name))
                .stream()
                .map(row ->
                    new SourceFunction(row.getFirst().equals("1") ? AGGREGATE : SCALAR, true))
                .findFirst());
  }

  @Override
  public Optional<SourceFunction> tableFunction(String name) {
    return Optional.of(new SourceFunction(SCALAR, false));
  }
}
