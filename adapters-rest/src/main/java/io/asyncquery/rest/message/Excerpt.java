package io.asyncquery.rest.message;

/** What a client sent, as a message may repeat it: short, on one line. */
public final class Excerpt {

  private static final int MAX_LENGTH = 80;

  private Excerpt() {}

  public static String of(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
  }
}
