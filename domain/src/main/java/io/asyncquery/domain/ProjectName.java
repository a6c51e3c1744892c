package io.asyncquery.domain;

/** The name of a project: a set of sources that queries are sent to. At most 255 characters. */
public record ProjectName(String value) {

  public static final int MAX_LENGTH = 255;

  /** The project of a submission that names none. */
  public static final ProjectName DEFAULT = new ProjectName("DEFAULT");

  public ProjectName {
    if (value.isBlank() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "A project name has 1 to " + MAX_LENGTH + " characters, not [" + value.length() + "]");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
