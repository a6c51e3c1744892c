package io.asyncquery.benchmarks;

import io.asyncquery.benchmarks.measurement.ConcurrentExports;
import io.asyncquery.benchmarks.measurement.Download;
import io.asyncquery.benchmarks.measurement.EngineExport;
import io.asyncquery.benchmarks.measurement.Exports;
import io.asyncquery.benchmarks.measurement.FederatedJoin;
import io.asyncquery.benchmarks.measurement.FirstExport;
import io.asyncquery.benchmarks.measurement.Growth;
import io.asyncquery.benchmarks.measurement.Measurement;
import io.asyncquery.benchmarks.measurement.SmallQueries;
import io.asyncquery.benchmarks.measurement.StartToReady;
import io.asyncquery.benchmarks.measurement.StatusRequests;
import io.asyncquery.benchmarks.measurement.Submissions;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What can be asked for by name. */
enum Suite {
  EXPORT,
  ENGINES,
  DOWNLOAD,
  API,
  START,
  MEMORY,
  ALL;

  List<Measurement> measurements() {
    return switch (this) {
      case EXPORT ->
          List.of(
              new Exports(),
              new ConcurrentExports(),
              FirstExport.atOnce(),
              FirstExport.afterAPause(),
              new SmallQueries());
      case ENGINES ->
          List.of(
              EngineExport.fromPostgreSql(),
              EngineExport.fromMariaDb(),
              EngineExport.fromTrino(),
              EngineExport.fromClickHouse(),
              new FederatedJoin());
      case DOWNLOAD -> List.of(new Download());
      case API ->
          List.of(Submissions.paced(), Submissions.asFastAsAnswered(), new StatusRequests());
      case START -> List.of(new StartToReady());
      case MEMORY -> List.of(Growth.byDefault(), Growth.withSmallCache());
      case ALL ->
          Stream.of(EXPORT, ENGINES, DOWNLOAD, API, START, MEMORY)
              .flatMap(suite -> suite.measurements().stream())
              .toList();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
