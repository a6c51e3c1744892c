package io.asyncquery.bootstrap.config;

/** A user of the server. */
public record UserSection(
    @Setting("The bcrypt hash of the password, as `asyncquery hash-password` prints it.")
        String passwordHash,
    @Setting(
            value =
                "Whether the user may see, fetch and delete the queries of everybody, not only"
                    + " their own.",
            defaultsTo = "false")
        boolean administrator) {

  @Override
  public String toString() {
    return "UserSection[administrator=" + administrator + "]";
  }
}
