package io.asyncquery.bootstrap.explain;

import io.asyncquery.bootstrap.config.Configuration;
import io.asyncquery.bootstrap.terminal.Terminal;
import io.asyncquery.bootstrap.terminal.UsageException;
import io.asyncquery.domain.FileName;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryRequest;
import io.asyncquery.domain.ResultFormat;
import io.asyncquery.sql.SqlQueryEngine;
import java.util.OptionalLong;

/**
 * Tells which source would run which SQL for a query. It opens the sources of the configuration and
 * reads their catalogs; it runs no query and leaves the data folder alone.
 */
public record Explain(QueryRequest request) {

  private static final String OPERATOR = "operator";

  /**
   * The explanation of one query over all of its rows.
   *
   * @throws UsageException where the project or the SQL is empty
   */
  public static Explain of(String project, String sql) throws UsageException {
    try {
      return new Explain(
          new QueryRequest(
              sql,
              OptionalLong.empty(),
              OptionalLong.empty(),
              new ProjectName(project),
              OPERATOR,
              new ResultFormat.Json(),
              FileName.RESULT));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e);
    }
  }

  /** The exit status: 0, or 1 where the query cannot run; the reason is printed. */
  public int run(Configuration configuration, Terminal terminal) {
    try (SqlQueryEngine engine =
        SqlQueryEngine.open(configuration.definitions(), configuration.engine().settings())) {
      terminal.out().println(engine.explain(request));
      return 0;
    } catch (QueryFailedException e) {
      terminal.err().println(e.failure().message());
      return 1;
    }
  }
}
