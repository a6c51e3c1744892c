package io.asyncquery.bootstrap.crash;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One acknowledged query: what was asked of it, what was seen of it, and so what may be seen next.
 * One thread at a time asks and sees.
 */
final class Promise {

  static final String INTERRUPTED = "interrupted by a restart";

  /** What has been seen and cannot change but by a deletion. */
  private record Seen(String status, String info) {}

  private final String id;
  private final Question question;
  private final String user;
  private final List<String> history = new ArrayList<>();
  private Optional<Seen> end = Optional.empty();
  private Optional<String> digest = Optional.empty();
  private Optional<String> maybeStoppedBy = Optional.empty();
  private boolean mustHaveEnded;
  private boolean mustBeInterrupted;
  private boolean mayBeGone;
  private boolean gone;

  Promise(String id, Question question, String user) {
    this.id = id;
    this.question = question;
    this.user = user;
  }

  String id() {
    return id;
  }

  Question question() {
    return question;
  }

  String user() {
    return user;
  }

  boolean gone() {
    return gone;
  }

  boolean ended() {
    return end.isPresent();
  }

  boolean successful() {
    return end.filter(seen -> seen.status().equals("SUCCESSFUL")).isPresent();
  }

  /** Adds to what is printed where this is not kept. */
  void note(String what) {
    history.add(what);
  }

  /** A status was answered. */
  void status(String status, String info) {
    note("status " + status + " " + info);
    require(!gone || status.equals("MISSING"), "It was deleted");
    if (status.equals("MISSING")) {
      require(mayBeGone || gone, "An acknowledged query is lost");
      gone = true;
      return;
    }
    mayBeGone = false;
    if (status.equals("RUNNING")) {
      require(end.isEmpty() && !mustHaveEnded, "It had ended and runs again");
      require(!mustBeInterrupted, "It has had its attempts and runs once more");
      maybeStoppedBy = Optional.empty();
      return;
    }
    Seen seen = new Seen(status, info);
    require(end.isEmpty() || end.get().equals(seen), "It had ended otherwise");
    if (end.isEmpty()) {
      requireDue(seen);
      end = Optional.of(seen);
    }
  }

  private void requireDue(Seen seen) {
    boolean interrupted = seen.info().equals(INTERRUPTED);
    boolean stopped =
        maybeStoppedBy.filter(by -> seen.info().equals("stopped by user [" + by + "]")).isPresent();
    boolean due =
        switch (seen.status()) {
          case "SUCCESSFUL" ->
              !mustBeInterrupted
                  && (question.end() instanceof Question.Text
                      || question.end() instanceof Question.Table);
          case "FAILED" ->
              mustBeInterrupted ? interrupted : !interrupted && (stopped || failsWith(seen.info()));
          default -> false;
        };
    require(due, "It could not end like this");
  }

  private boolean failsWith(String info) {
    return question.end() instanceof Question.Failure(String part)
        && info.contains(part)
        && !info.startsWith("Internal error")
        && !info.startsWith("stopped by");
  }

  /** A whole result was answered. */
  void result(byte[] bytes, String announcedDigest) throws Exception {
    note("result of " + bytes.length + " bytes");
    status("SUCCESSFUL", "await fetching results");
    String actual = Contents.sha256(bytes);
    require(
        announcedDigest.equals('"' + Contents.digest(bytes) + '"'), "The digest is of other bytes");
    require(digest.isEmpty() || digest.get().equals(actual), "The bytes have changed");
    if (digest.isEmpty()) {
      boolean right =
          switch (question.end()) {
            case Question.Text text -> Contents.sha256(text.bytes()).equals(actual);
            case Question.Table(int rows) -> Contents.rows(question.format(), bytes) == rows;
            default -> false;
          };
      require(right, "The result is not whole or not right");
      digest = Optional.of(actual);
    }
  }

  /** A piece of a result was answered, or 416 for one that has no byte. */
  void range(int first, int last, int status, byte[] bytes) {
    note("range " + first + "-" + last + " answered " + status + ", " + bytes.length + " bytes");
    status("SUCCESSFUL", "await fetching results");
    if (question.end() instanceof Question.Text text) {
      byte[] expected = text.bytes();
      int end = Math.min(expected.length, last + 1);
      if (first >= expected.length) {
        require(status == 416, "A range beyond the end");
      } else {
        require(
            status == 206 && Arrays.equals(bytes, 0, bytes.length, expected, first, end),
            "The range holds other bytes");
      }
    }
  }

  /** Its result, size or columns were refused: 404 or 409. */
  void refused(int status) {
    note("refused with " + status);
    switch (status) {
      case 404 -> status("MISSING", "");
      case 409 -> require(!successful() && !gone, "It was successful");
      default -> throw violation("An answer of no promise");
    }
  }

  /** Its size was answered. */
  void size(long bytes) {
    note("size " + bytes);
    status("SUCCESSFUL", "await fetching results");
    if (question.end() instanceof Question.Text text) {
      require(bytes == text.text().length(), "The size is another");
    }
  }

  /** Somebody asks to stop it; nobody knows yet what comes of it. */
  void stopping(String by) {
    note("stop by " + by);
    maybeStoppedBy = Optional.of(by);
  }

  /** The stop was answered. */
  void stopAnswered(boolean stopped, String by) {
    note("stopped: " + stopped);
    if (stopped) {
      require(end.isEmpty(), "It had ended and was stopped");
      status("FAILED", "stopped by user [" + by + "]");
    } else {
      maybeStoppedBy = Optional.empty();
      mustHaveEnded = true;
    }
  }

  /** A deletion that may take it has been sent. */
  void deleting(String how) {
    note(how);
    mayBeGone = true;
  }

  /** The deletion was answered, and took it if it had ended. */
  void deleted(boolean surely) {
    note("deleted: " + surely);
    if (surely) {
      gone = true;
    }
  }

  /** The deletion was answered: it runs and stays. */
  void stays() {
    note("runs and stays");
    require(end.isEmpty(), "It had ended and was said to run");
    mayBeGone = false;
  }

  /** The server was killed; what it had kept of this query is this, or nothing. */
  void killed(Optional<StoreSnapshot.Row> kept, int maxAttempts) {
    note("killed with " + kept.map(Object::toString).orElse("nothing") + " kept");
    if (kept.isEmpty()) {
      require(mayBeGone || gone, "An acknowledged query is not on the disk");
      gone = true;
      return;
    }
    require(!gone, "A deleted query is still on the disk");
    StoreSnapshot.Row row = kept.get();
    require(row.attempts() <= maxAttempts, "It began too often");
    require(end.isEmpty() || end.get().status().equals(row.status()), "Its end is not on the disk");
    mayBeGone = false;
    mustBeInterrupted |= row.status().equals("RUNNING") && row.attempts() == maxAttempts;
  }

  private void require(boolean kept, String complaint) {
    if (!kept) {
      throw violation(complaint);
    }
  }

  private AssertionError violation(String complaint) {
    return new AssertionError(complaint + ": " + this);
  }

  @Override
  public String toString() {
    return "query [%s] of [%s], %s %s%n  %s"
        .formatted(id, user, question.format(), question.sql(), String.join("\n  ", history));
  }
}
