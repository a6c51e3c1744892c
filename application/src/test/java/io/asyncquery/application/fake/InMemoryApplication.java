package io.asyncquery.application.fake;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.asyncquery.application.AsyncQueryApplication;
import io.asyncquery.application.AsyncQueryApplication.Settings;
import io.asyncquery.application.Policy;
import io.asyncquery.application.SubmitQuery;
import io.asyncquery.application.testdata.FinishedQueries;
import io.asyncquery.application.testdata.RequestBuilder;
import io.asyncquery.application.testdata.SettableClock;
import io.asyncquery.application.testdata.SettableScheduler;
import io.asyncquery.domain.AsyncQuery;
import java.time.Duration;

/** The real use cases over fakes, and a hand on each of them. */
public final class InMemoryApplication implements AutoCloseable {

  public static final Settings SETTINGS = new Settings(2, 10, 3, Duration.ZERO);

  private final InMemoryQueryEngine engine;
  private final InMemoryResultStore results;
  private final HookedQueryStore queries;
  private final FinishedQueries finished = new FinishedQueries();
  private final SettableClock clock;
  private final Policy policy;
  private final SettableScheduler timer = new SettableScheduler();
  private final SettableScheduler upkeep = new SettableScheduler();
  private final AsyncQueryApplication application;

  public InMemoryApplication() {
    this(SETTINGS);
  }

  public InMemoryApplication(Settings settings) {
    this(settings, Policy.NONE);
  }

  public InMemoryApplication(Settings settings, Policy policy) {
    this(
        new InMemoryQueryEngine(),
        new InMemoryResultStore(),
        new HookedQueryStore(new InMemoryQueryStore()),
        new SettableClock(),
        settings,
        policy);
  }

  private InMemoryApplication(
      InMemoryQueryEngine engine,
      InMemoryResultStore results,
      HookedQueryStore queries,
      SettableClock clock,
      Settings settings,
      Policy policy) {
    this.engine = engine;
    this.results = results;
    this.queries = queries;
    this.clock = clock;
    this.policy = policy;
    this.application =
        new AsyncQueryApplication(
            engine, results, queries, finished, clock, settings, policy, timer, upkeep);
  }

  /** A new process over the same stores and engine, not started. */
  public InMemoryApplication next(Settings settings) {
    return new InMemoryApplication(engine, results, queries, clock, settings, policy);
  }

  public InMemoryApplication start() {
    application.start();
    return this;
  }

  public AsyncQueryApplication application() {
    return application;
  }

  public InMemoryQueryEngine engine() {
    return engine;
  }

  public InMemoryResultStore results() {
    return results;
  }

  public HookedQueryStore queries() {
    return queries;
  }

  public FinishedQueries finished() {
    return finished;
  }

  public SettableClock clock() {
    return clock;
  }

  /** What the application does later; its time stands still. */
  public SettableScheduler timer() {
    return timer;
  }

  /** What the application does beside; its time stands still. */
  public SettableScheduler upkeep() {
    return upkeep;
  }

  /** Submits what must be accepted. */
  public AsyncQuery.Running submit(RequestBuilder request) {
    return assertInstanceOf(
            SubmitQuery.Accepted.class, application.submitQuery().submit(request.build()))
        .query();
  }

  /** Submits and waits for the end. */
  public AsyncQuery.Finished finish(RequestBuilder request) throws Exception {
    return finished.await(submit(request).id());
  }

  @Override
  public void close() {
    try {
      application.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
