package io.asyncquery.application.execution;

import static java.lang.System.Logger.Level.ERROR;

import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.QueryId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** A fixed number of threads that take queries from the queue and execute them. */
public final class QueryWorkers {

  private static final System.Logger LOG = System.getLogger(QueryWorkers.class.getName());
  private static final QueryFailure INTERRUPTED =
      new QueryFailure(FailureCategory.INTERRUPTED, "interrupted by a restart");
  private static final Duration POSTPONEMENT = Duration.ofSeconds(5);
  private static final Duration INTERRUPTION_BOUND = Duration.ofSeconds(5);

  private final QueryQueue queue;
  private final OpenQueries open;
  private final ExecuteQuery execution;
  private final Scheduler scheduler;
  private final List<Thread> threads = new ArrayList<>();
  private final Map<QueryId, Cancellation> inWork = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  /**
   * @param workers queries executed at a time, 1 or more
   * @param queueLength queries that may wait, 1 or more
   */
  public QueryWorkers(
      ExecuteQuery execution,
      int workers,
      int queueLength,
      QueueCaps caps,
      GrantPolicy grants,
      Scheduler scheduler) {
    this.execution = execution;
    this.scheduler = scheduler;
    this.open = new OpenQueries(caps, grants);
    this.queue = new QueryQueue(queueLength);
    for (int i = 1; i <= workers; i++) {
      threads.add(Thread.ofPlatform().name("query-worker-" + i).unstarted(this::work));
    }
  }

  public void start() {
    threads.forEach(Thread::start);
  }

  /** Whether queries are taken at all. */
  public boolean accepting() {
    return !stopping;
  }

  /** Takes a place for a query, to be used by {@link #enqueue} or {@link #dismiss given back}. */
  public Admission admit(AsyncQuery.Running query) {
    Optional<OpenQueries.CapReached> full = open.enter(query);
    if (full.isPresent()) {
      return new Admission.CapReached(full.get().whose(), full.get().cap());
    }
    if (!queue.reserve()) {
      open.leave(query.id());
      return new Admission.QueueFull();
    }
    return new Admission.Admitted();
  }

  /** Gives the place of a query back that was admitted and will not come. */
  public void dismiss(AsyncQuery.Running query) {
    queue.release();
    open.leave(query.id());
  }

  /** How many queries begin until this one does, itself counted; nothing once it does not wait. */
  public OptionalInt position(AsyncQuery.Running query) {
    return queue.position(query);
  }

  /** Executes a recorded query in its turn, in the place reserved for it. */
  public void enqueue(AsyncQuery.Running query) {
    queue.add(query);
  }

  /** Executes a query that an earlier process accepted, whatever the length of the queue. */
  public void restore(AsyncQuery.Running query) {
    open.restore(query);
    queue.restore(query);
  }

  /** Ends the execution of a query whose terminal state is decided already. */
  public void cancel(AsyncQuery.Running query, QueryFailure reason) {
    if (queue.remove(query)) {
      open.leave(query.id());
    } else {
      Optional.ofNullable(inWork.get(query.id())).ifPresent(work -> work.cancel(reason));
    }
  }

  /**
   * Takes no more, lets what runs end within {@code grace}, then interrupts it. Queries that wait
   * or were interrupted stay recorded as running: they run at the next start.
   */
  public void stop(Duration grace) throws InterruptedException {
    stopping = true;
    queue.close();
    awaitThreads(grace);
    inWork.values().forEach(work -> work.cancel(INTERRUPTED));
    awaitThreads(INTERRUPTION_BOUND);
  }

  private void awaitThreads(Duration bound) throws InterruptedException {
    long deadline = System.nanoTime() + bound.toNanos();
    for (Thread thread : threads) {
      if (thread.isAlive()) {
        thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
      }
    }
  }

  private void work() {
    try {
      for (var next = queue.take(this::begin); next.isPresent(); next = queue.take(this::begin)) {
        execute(next.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Work begin(AsyncQuery.Running query) {
    Cancellation cancellation = new Cancellation();
    inWork.put(query.id(), cancellation);
    return new Work(query, cancellation);
  }

  private void execute(Work work) {
    QueryId id = work.query().id();
    try {
      execution.execute(work.query(), work.cancellation());
    } catch (NotBegunException e) {
      LOG.log(ERROR, "The beginning of query [" + id + "] could not be recorded; it waits", e);
      var _ = scheduler.after(POSTPONEMENT, () -> restore(work.query()));
    } catch (RuntimeException e) {
      // It will be recorded later, or by the next start; this worker goes on with the next query.
      LOG.log(ERROR, "The end of query [" + id + "] could not be recorded", e);
    } finally {
      inWork.remove(id);
      open.leave(id);
    }
  }

  private record Work(AsyncQuery.Running query, Cancellation cancellation) {}
}
