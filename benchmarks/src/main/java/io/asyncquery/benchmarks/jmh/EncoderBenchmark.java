package io.asyncquery.benchmarks.jmh;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.CsvDialect;
import io.asyncquery.storage.csv.CsvEncoder;
import io.asyncquery.storage.csv.CsvEncoding;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The CSV encoder over batches in memory, by the type of their columns: the time for one cell. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncoderBenchmark {

  private static final int COLUMNS = 8;
  private static final int ROWS = 1 << 18;

  /** What the columns hold. */
  @Param public ColumnKind columns = ColumnKind.INTS;

  /** Threads that encode. */
  @Param("1")
  public int threads;

  private RepeatedBatches batches = new RepeatedBatches(ColumnKind.INTS, 1);
  private CsvEncoding encoding = new CsvEncoding(1);

  @Setup
  public void prepare() {
    release();
    batches = new RepeatedBatches(columns, COLUMNS);
    encoding = new CsvEncoding(threads);
  }

  @TearDown
  public void release() {
    batches.close();
    encoding.close();
  }

  /** Returns the number of rows. */
  @Benchmark
  @OperationsPerInvocation(ROWS * COLUMNS)
  public long cell() throws IOException {
    return new CsvEncoder(CsvDialect.DEFAULT, encoding)
        .encode(batches.lend(ROWS), OutputStream.nullOutputStream(), new Cancellation());
  }
}
