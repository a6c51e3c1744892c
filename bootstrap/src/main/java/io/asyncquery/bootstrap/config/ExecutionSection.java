package io.asyncquery.bootstrap.config;

import io.asyncquery.application.AsyncQueryApplication;
import io.asyncquery.application.execution.QueueCaps;
import java.time.Duration;
import java.util.Optional;

/** How queries share the machine. */
public record ExecutionSection(
    @Setting(
            value = "How many queries are executed at a time.",
            absence = "one for each core",
            min = "1",
            max = "1024")
        Optional<Integer> workers,
    @Setting(
            value =
                "How many accepted queries may wait for a worker; a submission beyond that is"
                    + " answered with 429 and Retry-After.",
            defaultsTo = "1000",
            min = "1",
            max = "1000000")
        int queueLength,
    @Setting(
            value =
                "How many queries of one user may wait or run at a time; a submission beyond that"
                    + " is answered with 429 and Retry-After.",
            absence = "as many as the queue holds",
            min = "1")
        Optional<Integer> maxPerUser,
    @Setting(
            value = "The same for the queries in one project.",
            absence = "as many as the queue holds",
            min = "1")
        Optional<Integer> maxPerProject,
    @Setting(
            value =
                "How often the execution of a query may begin. A query that crashes of the server"
                    + " have interrupted this often is FAILED at the next start instead of run"
                    + " again.",
            defaultsTo = "2",
            min = "1",
            max = "100")
        int maxAttempts,
    @Setting(
            value =
                "How long a stop waits for the queries and downloads in work; what still runs then"
                    + " is interrupted and runs again at the next start.",
            defaultsTo = "20s",
            min = "0s",
            max = "1h")
        Duration shutdownGrace) {

  public AsyncQueryApplication.Settings settings() {
    return new AsyncQueryApplication.Settings(
        workers.orElseGet(Runtime.getRuntime()::availableProcessors),
        queueLength,
        maxAttempts,
        shutdownGrace);
  }

  QueueCaps caps() {
    return new QueueCaps(
        maxPerUser.orElse(Integer.MAX_VALUE), maxPerProject.orElse(Integer.MAX_VALUE));
  }
}
