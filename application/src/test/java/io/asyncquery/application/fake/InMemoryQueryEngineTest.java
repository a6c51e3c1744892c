package io.asyncquery.application.fake;

import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.application.port.QueryEngineContract;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import java.util.List;

class InMemoryQueryEngineTest extends QueryEngineContract {

  private static final Rows FEW =
      Rows.of(new Column("n", Scalar.INTEGER), new Column("t", Scalar.VARCHAR))
          .row(1, "one")
          .row(2, null)
          .row(3, "three")
          .row(4, "")
          .row(5, "five");
  private static final Rows NONE = Rows.of(new Column("n", Scalar.INTEGER));
  private static final Rows MANY = Rows.numbered(100_000);

  private final InMemoryQueryEngine engine = new InMemoryQueryEngine();

  InMemoryQueryEngineTest() {
    engine.serve("few", FEW).serve("none", NONE).serve("many", MANY).gate("slow", FEW);
    engine.serve(
        "fails midway",
        (request, cancellation) ->
            MANY.lend().failBefore(3, new QueryFailedException(QueryFailure.source("broke off"))));
  }

  @Override
  protected QueryEngine engine() {
    return engine;
  }

  @Override
  protected ProjectName project() {
    return ProjectName.DEFAULT;
  }

  @Override
  protected KnownQuery few() {
    return new KnownQuery("few", FEW);
  }

  @Override
  protected KnownQuery none() {
    return new KnownQuery("none", NONE);
  }

  @Override
  protected LargeQuery many() {
    return new LargeQuery("many", 100_000);
  }

  @Override
  protected String slow() {
    return "slow";
  }

  @Override
  protected String failsMidway() {
    return "fails midway";
  }

  @Override
  protected List<String> invalid() {
    return List.of("selekt 1");
  }

  @Override
  protected int lent() {
    return engine.lent();
  }
}
