package io.asyncquery.domain;

/**
 * The name under which a result is downloaded, without its ending: 1 to 200 characters, no path
 * parts, no control characters. It never names a file of this server.
 */
public record FileName(String value) {

  public static final int MAX_LENGTH = 200;

  /** The name where none is asked for. */
  public static final FileName RESULT = new FileName("result");

  public FileName {
    if (value.isBlank() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "[file_name] must have 1 to " + MAX_LENGTH + " characters");
    }
    if (value.codePoints().anyMatch(FileName::isForbidden)
        || value.equals(".")
        || value.equals("..")) {
      throw new IllegalArgumentException(
          "[file_name] must not hold path separators, control characters or any of :*?\"<>|");
    }
  }

  private static boolean isForbidden(int c) {
    return Character.isISOControl(c)
        || "/\\:*?\"<>|".indexOf(c) >= 0
        || Character.getType(c) == Character.FORMAT
        || Character.getType(c) == Character.SURROGATE
        || Character.getType(c) == Character.LINE_SEPARATOR
        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
  }

  @Override
  public String toString() {
    return value;
  }
}
