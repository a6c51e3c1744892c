package io.asyncquery.bootstrap.crash;

/**
 * Where the server is killed: as a thread of it enters a method, or at a random time. The method is
 * the first step after what the name says.
 */
enum KillPoint {
  ANY_TIME(Phase.WORK, "", ""),
  SUBMIT_PLACE_RESERVED(Phase.WORK, "storage.queries.SqliteQueryStore", "create"),
  SUBMIT_RECORDED_AND_NOT_ANSWERED(Phase.WORK, "application.execution.QueryWorkers", "enqueue"),
  RUN_TAKEN_FROM_THE_QUEUE(Phase.WORK, "storage.queries.SqliteQueryStore", "recordAttempts"),
  RUN_BEGUN(Phase.WORK, "sql.SqlQueryEngine", "run"),
  ENCODE(Phase.WORK, "storage.results.ResultSink", "drain"),
  PART_FSYNC(Phase.WORK, "storage.results.ResultSink", "force"),
  RENAME(Phase.WORK, "storage.results.FileResultStore", "publish"),
  RENAMED_AND_NOT_FORCED(Phase.WORK, "storage.DataFolder", "force"),
  STATE_CHANGE(Phase.WORK, "storage.queries.SqliteQueryStore", "finish"),
  STATE_IN_TRANSACTION(Phase.WORK, "storage.queries.QueryTable", "finish"),
  STATE_CHANGED(Phase.WORK, "bootstrap.server.FinishedQueryLog", "finished"),
  STOP_RECORDED(Phase.WORK, "application.execution.QueryWorkers", "cancel"),
  DELETE(Phase.WORK, "storage.queries.SqliteQueryStore", "deleteFinished"),
  DELETE_RECORD_GONE(Phase.WORK, "storage.results.FileResultStore", "delete"),
  DOWNLOAD(Phase.WORK, "storage.results.FileResultStore", "open"),
  START_ANY_TIME(Phase.START, "", ""),
  START_FOLDER_LOCKED(Phase.START, "storage.DataFolder", "prepare"),
  START_STORE(Phase.START, "storage.queries.SqliteFile", "migrate"),
  START_SWEEP(Phase.START, "storage.results.FileResultStore", "sweep"),
  START_TAKING_UP(Phase.START, "application.execution.QueryWorkers", "restore"),
  START_HTTP(Phase.START, "rest.RestServer", "start");

  /** When it can come. */
  enum Phase {
    START,
    WORK
  }

  private final Phase phase;
  private final String className;
  private final String method;

  KillPoint(Phase phase, String className, String method) {
    this.phase = phase;
    this.className = className;
    this.method = method;
  }

  Phase phase() {
    return phase;
  }

  /** Whether it is a time and no place. */
  boolean random() {
    return className.isEmpty();
  }

  String className() {
    return "io.asyncquery." + className;
  }

  String method() {
    return method;
  }
}
