package io.asyncquery.storage.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.JavaValues;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.application.testdata.StoredForms;
import io.asyncquery.application.testdata.TrackedBatches;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.CsvDialect;
import io.asyncquery.domain.ResultFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.duckdb.DuckDBDriver;

/** The fast encoder of CSV against a plain one, and against a reader that we did not write. */
class CsvOracleTest {

  private static final ResultEncoders ENCODERS = new ResultEncoders(2);

  @AfterContainer
  static void close() {
    ENCODERS.close();
  }

  @Property(tries = 200)
  void the_fast_encoder_writes_what_the_plain_one_does(
      @ForAll("rows") List<List<Object>> values, @ForAll("dialects") CsvDialect dialect)
      throws IOException {
    Rows rows = Rows.of(StoredForms.columnsOfEveryType()).perBatch(3);
    values.forEach(row -> rows.row(row.toArray()));

    assertEquals(
        encode(new PlainCsvEncoder(dialect), rows),
        encode(ENCODERS.encoderFor(new ResultFormat.Csv(dialect)), rows));
  }

  @Property(tries = 100)
  void a_reader_of_csv_finds_every_text_again(@ForAll("texts") List<String> texts)
      throws Exception {
    Rows rows = Rows.of(new Column("n", Scalar.INTEGER), new Column("t", Scalar.VARCHAR));
    for (int i = 0; i < texts.size(); i++) {
      rows.row(i, texts.get(i));
    }
    Path file = Files.createTempFile("texts", ".csv");
    try {
      Files.writeString(file, encode(ENCODERS.encoderFor(ResultFormat.DEFAULT), rows));

      assertEquals(texts, read(file));
    } finally {
      Files.delete(file);
    }
  }

  @Provide
  static Arbitrary<List<List<Object>>> rows() {
    List<Arbitrary<Object>> values =
        StoredForms.types().stream().map(type -> JavaValues.of(type).injectNull(0.1)).toList();
    return Combinators.combine(values).as(row -> row).list().ofMaxSize(8);
  }

  @Provide
  static Arbitrary<CsvDialect> dialects() {
    return Combinators.combine(
            Arbitraries.of(',' + 0, ';' + 0, '\t' + 0, ' ' + 0, '0' + 0, 'e' + 0, 0x3001, 0x1F600),
            Arbitraries.of(true, false))
        .as((separator, header) ->
            new CsvDialect(
                separator,
                header,
                StandardCharsets.UTF_8,
                CsvDialect.Quoting.MINIMAL,
                "",
                CsvDialect.LineEnding.LF,
                false,
                false));
  }

  /** Empty text reads as NULL, and the reader takes no NUL. */
  @Provide
  static Arbitrary<List<String>> texts() {
    return Arbitraries.oneOf(
            JavaValues.of(Scalar.VARCHAR).map(String.class::cast),
            Arbitraries.of(",", "\"", "\n", "\r", "a", " ", "'", "\\", "é", "😀")
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(parts -> String.join("", parts)))
        .filter(text -> !text.isEmpty() && text.indexOf(0) < 0)
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  private static List<String> read(Path file) throws SQLException {
    try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select t from read_csv('"
                    + file
                    + "', auto_detect=false, header=false, delim=',', quote='\"', escape='\"',"
                    + " new_line='\\n', columns={'n': 'INTEGER', 't': 'VARCHAR'}) order by n")) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  private static String encode(ResultEncoder encoder, Rows rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TrackedBatches batches = rows.lend();
    assertEquals(rows.values().size(), encoder.encode(batches, out, new Cancellation()));
    batches.assertAllClosed();
    return out.toString(StandardCharsets.UTF_8);
  }
}
