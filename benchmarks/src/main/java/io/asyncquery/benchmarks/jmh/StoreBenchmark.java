package io.asyncquery.benchmarks.jmh;

import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.CsvDialect;
import io.asyncquery.domain.FileName;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.QueryRequest;
import io.asyncquery.domain.ResultFormat;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** The query store: recording a query durably, and finding one of a few thousand. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class StoreBenchmark {

  private static final int MANY = 32;

  private static final QueryRequest REQUEST =
      new QueryRequest(
          "select * from p_lineorder where lo_quantity < 25",
          OptionalLong.empty(),
          OptionalLong.empty(),
          ProjectName.DEFAULT,
          "BENCH",
          new ResultFormat.Csv(CsvDialect.DEFAULT),
          FileName.RESULT);

  static AsyncQuery.Running newQuery() {
    // Ids as the product makes them, but from a source of which every thread has its own.
    ThreadLocalRandom random = ThreadLocalRandom.current();
    QueryId id = new QueryId(new UUID(random.nextLong(), random.nextLong()));
    return AsyncQuery.Running.submitted(id, REQUEST, Instant.EPOCH);
  }

  @Benchmark
  @Threads(1)
  public void createByOne(OpenStore store) {
    store.queries().create(newQuery());
  }

  @Benchmark
  @Threads(MANY)
  public void createByMany(OpenStore store) {
    store.queries().create(newQuery());
  }

  @Benchmark
  @Threads(1)
  public Optional<AsyncQuery> find(OpenStore store) {
    return store.queries().find(store.someId());
  }
}
