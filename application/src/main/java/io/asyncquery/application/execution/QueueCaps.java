package io.asyncquery.application.execution;

/**
 * How many queries may wait or run at a time, 1 or more each.
 *
 * @param perUser of one submitter
 * @param perProject in one project
 */
public record QueueCaps(int perUser, int perProject) {

  /** As many as the queue holds. */
  public static final QueueCaps NONE = new QueueCaps(Integer.MAX_VALUE, Integer.MAX_VALUE);

  public QueueCaps {
    if (perUser < 1 || perProject < 1) {
      throw new IllegalArgumentException(
          "caps [" + perUser + "] and [" + perProject + "] are not 1 or more");
    }
  }
}
