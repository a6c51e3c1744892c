package io.asyncquery.rest.resource;

/** What may stand behind the question mark of a call. Anything else there is passed over. */
public enum Parameter {
  PROJECT("project"),
  OLDER_THAN("older_than"),
  INCLUDE_HEADER("include_header"),
  INCLUDE_HEADER_OF_KYLIN("includeHeader"),
  INCLUDE_HEADER_OF_OLD_KYLIN("oldIncludeHeader");

  private final String parameterName;

  Parameter(String parameterName) {
    this.parameterName = parameterName;
  }

  /** As clients spell it. */
  public String parameterName() {
    return parameterName;
  }
}
