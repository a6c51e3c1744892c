package io.asyncquery.sql.trino;

import io.asyncquery.sql.failure.FailureTranslator;
import io.asyncquery.sql.plan.NameMatching;
import io.asyncquery.sql.plan.QueryPlanner;
import io.asyncquery.sql.server.ConnectionPool;
import io.asyncquery.sql.server.ServerSource;
import io.asyncquery.sql.source.Source;
import io.asyncquery.sql.source.SourceFunction;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One catalog of a Trino cluster. */
public final class TrinoSource {

  private TrinoSource() {}

  /**
   * The source, not connected yet.
   *
   * @throws IOException where the file of trusted certificates cannot be read
   */
  public static Source of(TrinoSettings settings) throws IOException {
    FailureTranslator failures = new FailureTranslator(new TrinoErrors(settings.server().name()));
    ConcurrentHashMap<String, Optional<SourceFunction>> functions = new ConcurrentHashMap<>();
    String catalog = settings.catalog().toLowerCase(Locale.ROOT);
    return new ServerSource(
        new ConnectionPool(settings.server(), new TrinoConnections(settings)),
        new TrinoColumnReader(new TrinoHttp(settings), failures),
        failures,
        settings.schema().toLowerCase(Locale.ROOT),
        handle -> new TrinoCatalog(handle, catalog),
        handle ->
            new QueryPlanner(
                new TrinoFunctions(handle, functions),
                TrinoTranslations.INSTANCE,
                TrinoDialect.INSTANCE,
                NameMatching.EXACT));
  }
}
