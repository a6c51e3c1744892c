package io.asyncquery.application.testdata;

import static io.asyncquery.application.testdata.RequestBuilder.request;

import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Array;
import io.asyncquery.domain.ColumnType.Decimal;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.ColumnType.Struct;
import io.asyncquery.domain.ColumnType.Timestamp;
import io.asyncquery.domain.CsvDialect;
import io.asyncquery.domain.CsvDialect.LineEnding;
import io.asyncquery.domain.CsvDialect.Quoting;
import io.asyncquery.domain.Digest;
import io.asyncquery.domain.FileName;
import io.asyncquery.domain.Limits;
import io.asyncquery.domain.Limits.Cap;
import io.asyncquery.domain.Limits.OnLimit;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryRequest;
import io.asyncquery.domain.ResultFormat;
import io.asyncquery.domain.ResultSummary;
import io.asyncquery.domain.Truncation;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Every form that what is stored can have: one of each option and type, and awkward texts. */
public final class StoredForms {

  private static final Digest DIGEST = Digest.of("0123456789abcdef");

  /** What separators, quotes, escapes and encodings may stumble on. */
  public static final List<String> AWKWARD_TEXTS =
      List.of(
          "a,b;c\td",
          "\"double\" 'single' `back` \\slash\\",
          "line\nfeed\r\nand return",
          "  blanks around  ",
          "{\"json\": [1, null]}",
          "ümläut İıŞş 异步查询 \uD83D\uDE00",
          "%_' or '1'='1; --",
          "${ENV} {0} %s");

  private StoredForms() {}

  /** A request for each option, the others at their defaults. */
  public static List<QueryRequest> requests() {
    List<QueryRequest> requests = new ArrayList<>();
    requests.add(request().build());
    requests.add(request().offset(0).build());
    requests.add(request().limit(0).build());
    requests.add(request().offset(7).limit(50_000).build());
    requests.add(request().offset(Long.MAX_VALUE).limit(Long.MAX_VALUE).build());
    requests.add(request("select '" + "x".repeat(200_000) + "'").build());
    requests.add(request().named("x".repeat(FileName.MAX_LENGTH)).build());
    requests.add(request().in("p".repeat(ProjectName.MAX_LENGTH)).build());
    requests.add(request().named("Bericht März (1) 报告 'a', b; \uD83D\uDE00").build());
    for (String text : AWKWARD_TEXTS) {
      requests.add(request("select 1 -- " + text).by(text).in(text).build());
    }
    limits().forEach(limits -> requests.add(request().within(limits).build()));
    formats().forEach(format -> requests.add(request().as(format).build()));
    return requests;
  }

  /** Each limit alone, and all together. */
  private static List<Limits> limits() {
    Optional<Duration> runTime = Optional.of(Duration.ofMillis(1_500));
    Optional<Cap> cut = Optional.of(new Cap(0, OnLimit.TRUNCATE));
    Optional<Cap> fail = Optional.of(new Cap(Long.MAX_VALUE, OnLimit.FAIL));
    OptionalInt columns = OptionalInt.of(Integer.MAX_VALUE);
    return List.of(
        new Limits(runTime, Optional.empty(), Optional.empty(), OptionalInt.empty()),
        new Limits(Optional.empty(), cut, Optional.empty(), OptionalInt.empty()),
        new Limits(Optional.empty(), Optional.empty(), fail, OptionalInt.empty()),
        new Limits(Optional.empty(), Optional.empty(), Optional.empty(), columns),
        new Limits(runTime, fail, cut, columns));
  }

  /** Every format, and CSV with every option. */
  public static List<ResultFormat> formats() {
    List<ResultFormat> formats = new ArrayList<>();
    formats.add(new ResultFormat.Json());
    formats.add(new ResultFormat.NdJson());
    formats.add(new ResultFormat.Xlsx(true));
    formats.add(new ResultFormat.Xlsx(false));
    formats.add(new ResultFormat.Parquet());
    dialects().forEach(dialect -> formats.add(new ResultFormat.Csv(dialect)));
    return formats;
  }

  private static List<CsvDialect> dialects() {
    List<CsvDialect> dialects = new ArrayList<>();
    dialects.add(CsvDialect.DEFAULT);
    dialects.add(CsvDialect.DEFAULT.withHeader(true));
    for (int separator : new int[] {';', '\t', ' ', '|', 1, '\'', '\\', 0x3001, 0x1F600}) {
      dialects.add(dialect(separator, StandardCharsets.UTF_8, Quoting.MINIMAL, "", false));
    }
    for (String charset : List.of("GBK", "UTF-16LE", "ISO-8859-1", "windows-1252")) {
      dialects.add(dialect(',', Charset.forName(charset), Quoting.MINIMAL, "", false));
    }
    for (Quoting quoting : Quoting.values()) {
      dialects.add(dialect(',', StandardCharsets.UTF_8, quoting, "", false));
    }
    for (String nullText : List.of("NULL", "\\N", " ", "零")) {
      dialects.add(dialect(',', StandardCharsets.UTF_8, Quoting.MINIMAL, nullText, false));
    }
    dialects.add(dialect(',', StandardCharsets.UTF_8, Quoting.MINIMAL, "", true));
    dialects.add(
        new CsvDialect(
            ';', true, StandardCharsets.UTF_16BE, Quoting.ALL, "-", LineEnding.CRLF, true, true));
    return dialects;
  }

  private static CsvDialect dialect(
      int separator, Charset charset, Quoting quoting, String nullText, boolean escapeFormulas) {
    return new CsvDialect(
        separator, false, charset, quoting, nullText, LineEnding.LF, false, escapeFormulas);
  }

  /** A summary of some columns. */
  public static ResultSummary summary() {
    return new ResultSummary(
        3, 42, DIGEST, Optional.empty(), List.of(new Column("n", Scalar.BIGINT)));
  }

  /** A summary for each extreme, and one with every type and awkward name. */
  public static List<ResultSummary> summaries() {
    return List.of(
        summary(),
        new ResultSummary(0, 0, Digest.of("f".repeat(64)), Optional.empty(), List.of()),
        new ResultSummary(
            Long.MAX_VALUE, Long.MAX_VALUE, DIGEST, Optional.of(Truncation.ROWS), List.of()),
        new ResultSummary(1, 2, DIGEST, Optional.of(Truncation.BYTES), columnsOfEveryType()),
        new ResultSummary(1, 2, DIGEST, Optional.empty(), columnsOfAwkwardNames()));
  }

  /** A column of each type, named after it. */
  public static List<Column> columnsOfEveryType() {
    return types().stream().map(type -> new Column(type.sqlName(), type)).toList();
  }

  private static List<Column> columnsOfAwkwardNames() {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("", Scalar.VARCHAR));
    for (String name : AWKWARD_TEXTS) {
      columns.add(new Column(name, Scalar.VARCHAR));
      columns.add(new Column(name, new Struct(List.of(new Column(name, Scalar.DATE)))));
    }
    return columns;
  }

  /** Every scalar type, decimals of every width, timestamps of every unit, nested types. */
  public static List<ColumnType> types() {
    List<ColumnType> types = new ArrayList<>(List.of(Scalar.values()));
    types.addAll(
        List.of(
            new Decimal(4, 1),
            new Decimal(9, 0),
            new Decimal(18, 18),
            new Decimal(19, 4),
            new Decimal(38, 38)));
    for (Timestamp.Unit unit : Timestamp.Unit.values()) {
      types.add(new Timestamp(unit));
    }
    Struct struct =
        new Struct(
            List.of(
                new Column("a", Scalar.INTEGER),
                new Column("b, \"c\"", new Array(new Decimal(10, 2)))));
    types.add(struct);
    types.add(new Struct(List.of()));
    types.add(new Array(Scalar.VARCHAR));
    types.add(new Array(new Array(struct)));
    types.add(new ColumnType.Map(Scalar.VARCHAR, Scalar.DOUBLE));
    types.add(
        new ColumnType.Map(
            Scalar.INTEGER, new ColumnType.Map(Scalar.VARCHAR, new Array(Timestamp.MICROS))));
    return types;
  }
}
