package io.asyncquery.benchmarks.report;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A report as JSON: what was measured, and beside it the medians and ratios that follow. */
public final class ReportFile {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          // Medians and ratios: they are computed anew.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private ReportFile() {}

  public static void write(Report report, Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().normalize().getParent());
    Files.writeString(file, MAPPER.writeValueAsString(report) + "\n");
  }

  public static Report read(Path file) throws IOException {
    return MAPPER.readValue(Files.readString(file), Report.class);
  }
}
