package io.asyncquery.bootstrap.terminal;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * One line that says how far work is. In front of a person it is written anew, some times a second;
 * elsewhere a line is added now and then.
 */
public final class ProgressLine {

  private static final Duration FOR_A_PERSON = Duration.ofMillis(100);
  private static final Duration FOR_A_FILE = Duration.ofSeconds(10);

  private final PrintWriter out;
  private final boolean rewritten;
  private final long interval;
  private long shown;
  private int width;

  ProgressLine(PrintWriter out, boolean rewritten) {
    this.out = out;
    this.rewritten = rewritten;
    this.interval = (rewritten ? FOR_A_PERSON : FOR_A_FILE).toNanos();
    this.shown = System.nanoTime();
  }

  /** How far it is; left out where the last line is too recent. */
  public void show(String text) {
    long now = System.nanoTime();
    if (now - shown < interval) {
      return;
    }
    shown = now;
    if (rewritten) {
      out.print("\r" + padded(text));
      out.flush();
      width = text.length();
    } else {
      out.println(text);
    }
  }

  /** How it ended; always shown. */
  public void end(String text) {
    out.println((rewritten ? "\r" : "") + padded(text));
    width = 0;
  }

  private String padded(String text) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
