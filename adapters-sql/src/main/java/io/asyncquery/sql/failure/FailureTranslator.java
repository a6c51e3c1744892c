package io.asyncquery.sql.failure;

import static java.lang.System.Logger.Level.WARNING;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import java.sql.SQLException;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.parser.SqlParseException;
import org.jdbi.v3.core.JdbiException;

/** The one place where what Calcite and drivers throw becomes a failure that a sender can read. */
public final class FailureTranslator {

  private static final System.Logger LOG = System.getLogger(FailureTranslator.class.getName());

  private final DriverErrors driver;

  public FailureTranslator(DriverErrors driver) {
    this.driver = driver;
  }

  /** What a statement threw; the reason of a cancellation wins over what it made the driver say. */
  public QueryFailedException execution(SQLException thrown, Cancellation cancellation) {
    QueryFailure failure = cancellation.reason().orElseGet(() -> driver.failure(thrown));
    return new QueryFailedException(failure, thrown);
  }

  /** The same for what Jdbi threw, over what the driver did where it says so. */
  public QueryFailedException execution(JdbiException thrown, Cancellation cancellation) {
    return thrown.getCause() instanceof SQLException cause
        ? execution(cause, cancellation)
        : new QueryFailedException(
            cancellation.reason().orElse(QueryFailure.source("The source failed")), thrown);
  }

  /** Whether the catalog has changed since it was asked, so that asking again may help. */
  public boolean isStaleName(SQLException thrown) {
    return driver.isStaleName(thrown);
  }

  /** What Calcite threw over {@code sql}, or the catalog that it asked. */
  public QueryFailedException planning(String sql, Throwable thrown) {
    return thrown instanceof JdbiException catalog
        ? new QueryFailedException(
            catalog.getCause() instanceof SQLException cause
                ? driver.catalogFailure(cause)
                : QueryFailure.source("The catalog of the source cannot be read"),
            catalog)
        : parsing(sql, thrown);
  }

  /** What Calcite threw over {@code sql}. */
  public static QueryFailedException parsing(String sql, Throwable thrown) {
    return switch (thrown) {
      case QueryFailedException failed -> failed;
      case SqlParseException syntax when syntax.getCause() instanceof StackOverflowError ->
          invalid("The SQL is nested too deeply", syntax);
      case SqlParseException syntax -> SyntaxErrors.failure(sql, syntax);
      case CalciteContextException name -> invalid(NameErrors.sentence(sql, name), name);
      case CalciteException other -> invalid(NameErrors.sentence(other), other);
      case StackOverflowError tooDeep -> invalid("The SQL is nested too deeply", tooDeep);
      default -> {
        LOG.log(WARNING, "A query could not be planned", thrown);
        yield invalid("The SQL is not supported in this form", thrown);
      }
    };
  }

  private static QueryFailedException invalid(String sentence, Throwable cause) {
    return new QueryFailedException(QueryFailure.invalidSql(sentence), cause);
  }
}
