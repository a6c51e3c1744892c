package io.asyncquery.bootstrap.log;

import java.util.logging.LogManager;

/**
 * Logs to the end. The JDK's own manager closes its handlers when the process begins to stop, at
 * the same time as the server stops, and then nobody hears how that went.
 */
public final class LastingLogManager extends LogManager {

  private volatile boolean lasting;

  /** From now on the handlers stay. */
  void last() {
    lasting = true;
  }

  @Override
  public void reset() {
    if (!lasting) {
      super.reset();
    }
  }
}
