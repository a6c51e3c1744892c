package io.asyncquery.bootstrap.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

  private static final Path PAGE = Path.of("../docs/configuration.md");
  private static final Path EXAMPLE = Path.of("../docs/asyncquery.yaml");

  @Test
  void the_reference_page_says_what_the_records_say() throws IOException {
    String page = ConfigurationPage.of(Files.readString(EXAMPLE));

    if ("write".equals(System.getProperty("docs"))) {
      Files.writeString(PAGE, page);
    }

    assertEquals(
        page, Files.readString(PAGE), "docs/configuration.md is stale: mvn verify -Ddocs=write");
  }
}
