package io.asyncquery.bootstrap.config;

import io.asyncquery.application.SqlText;
import io.asyncquery.storage.audit.AuditFile;

/** What is kept of who did what, in the folder {@code audit} of the data folder. */
public record AuditSection(
    @Setting(
            value = "The size of a file; the next line after that begins another.",
            defaultsTo = "10MB",
            min = "100KB",
            max = "10GB")
        ByteSize fileSize,
    @Setting(
            value = "How many full files are kept besides the one being written.",
            defaultsTo = "20",
            min = "1",
            max = "1000")
        int files,
    @Setting(
            value =
                "What is told of the SQL of submissions: off nothing, shape a question mark for"
                    + " each literal and each quoted name, full all of it.",
            defaultsTo = "off")
        SqlText sql) {

  public AuditFile.Settings settings() {
    return new AuditFile.Settings(fileSize.bytes(), files, sql);
  }
}
