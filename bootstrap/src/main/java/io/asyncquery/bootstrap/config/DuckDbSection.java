package io.asyncquery.bootstrap.config;

import io.asyncquery.sql.SourceDefinition;
import java.nio.file.Path;
import java.util.Optional;

/** A DuckDB database, or files that DuckDB reads. Opened read-only. */
@Kind("duckdb")
public record DuckDbSection(
    @Setting(
            value = "A database file. Either this or folder.",
            absence = "none, where folder is given")
        Optional<Path> file,
    @Setting(
            value =
                "A folder of Parquet and CSV files, each shown as a table. Either this or file.",
            absence = "none, where file is given")
        Optional<Path> folder)
    implements SourceSection {

  public DuckDbSection {
    if (file.isPresent() == folder.isPresent()) {
      throw new IllegalArgumentException("needs either [file] or [folder]");
    }
  }

  @Override
  public SourceDefinition definition(String name) {
    return file.<SourceDefinition>map(SourceDefinition.DuckDbFile::new)
        .orElseGet(() -> new SourceDefinition.DuckDbFolder(folder.orElseThrow()));
  }
}
