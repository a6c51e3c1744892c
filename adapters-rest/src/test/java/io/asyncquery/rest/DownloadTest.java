package io.asyncquery.rest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.testdata.RequestBuilder;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.CsvDialect;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.ResultFormat;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract's section "Download", and what HTTP asks of ranges and conditions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DownloadTest {

  /** {@link Service#TWO_ROWS_CSV} has 32 bytes. */
  private static final String CONTENT = Service.TWO_ROWS_CSV;

  @AutoClose private final Service service = new Service();
  private String path = "";
  private String tag = "";

  @BeforeAll
  void submit() {
    path = "/" + service.successful() + "/result";
    tag = '"' + HexFormat.of().formatHex(sha256()) + '"';
  }

  private static byte[] sha256() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(CONTENT.getBytes(StandardCharsets.UTF_8));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private Answer get(String... headers) {
    Client client = service.ann();
    for (int i = 0; i < headers.length; i += 2) {
      client = client.with(headers[i], headers[i + 1]);
    }
    return client.get(path);
  }

  private void assertWhole(Answer answer) {
    assertEquals(200, answer.status());
    assertEquals(CONTENT, answer.text());
    assertEquals(Optional.empty(), answer.header("Content-Range"));
    assertHeaders(answer);
  }

  private void assertHeaders(Answer answer) {
    assertEquals("32", answer.header("Content-Length").orElseThrow());
    assertEquals(tag, answer.header("ETag").orElseThrow());
    assertEquals("bytes", answer.header("Accept-Ranges").orElseThrow());
    assertEquals("text/csv; charset=utf-8", answer.header("Content-Type").orElseThrow());
    assertEquals(
        "attachment; filename=\"result.csv\"", answer.header("Content-Disposition").orElseThrow());
    assertEquals(
        "sha-256=:" + Base64.getEncoder().encodeToString(sha256()) + ":",
        answer.header("Repr-Digest").orElseThrow());
    assertEquals("nosniff", answer.header("X-Content-Type-Options").orElseThrow());
    assertEquals("private, no-cache", answer.header("Cache-Control").orElseThrow());
    assertEquals("Accept, Accept-Encoding", answer.header("Vary").orElseThrow());
  }

  @Test
  void a_download_comes_with_its_length_its_tag_and_the_offer_of_ranges() {
    assertWhole(get());
  }

  @Test
  void head_gives_the_same_headers_and_no_body() {
    Answer answer = service.ann().head(path);
    assertEquals(200, answer.status());
    assertEquals(0, answer.bytes().length);
    assertHeaders(answer);
    assertEquals(200, service.ann().head(path + "_download").status());
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0,0,0",
    "bytes=2-5,2,5",
    "bytes=31-31,31,31",
    "bytes=16-,16,31",
    "bytes=-4,28,31",
    "bytes=-1000,0,31",
    "bytes=30-1000,30,31",
    "bytes=0-31,0,31",
    "' bytes = 2 - 5 ',2,5",
    "'bytes=2-5,99-100',2,5",
    "BYTES=2-5,2,5"
  })
  void one_range_gives_a_part(String range, int first, int last) {
    Answer answer = get("Range", range);
    assertEquals(206, answer.status());
    assertEquals(CONTENT.substring(first, last + 1), answer.text());
    assertEquals(
        "bytes " + first + "-" + last + "/32", answer.header("Content-Range").orElseThrow());
    assertEquals(Integer.toString(last - first + 1), answer.header("Content-Length").orElseThrow());
    assertEquals(tag, answer.header("ETag").orElseThrow());
    assertEquals("text/csv; charset=utf-8", answer.header("Content-Type").orElseThrow());
  }

  @Test
  void several_ranges_give_their_parts_in_the_order_asked_for() {
    Answer answer = get("Range", "bytes=28-30, 0-1,-1");
    assertEquals(206, answer.status());
    String type = answer.header("Content-Type").orElseThrow();
    assertTrue(type.startsWith("multipart/byteranges; boundary="), type);
    String boundary = type.substring(type.indexOf('=') + 1);
    assertEquals(
        """
        --BOUNDARY
        Content-Type: text/csv; charset=utf-8
        Content-Range: bytes 28-30/32

        w 1
        --BOUNDARY
        Content-Type: text/csv; charset=utf-8
        Content-Range: bytes 0-1/32

        0,
        --BOUNDARY
        Content-Type: text/csv; charset=utf-8
        Content-Range: bytes 31-31/32

        LF
        --BOUNDARY--
        """
            .replace("\n", "\r\n")
            .replace("BOUNDARY", boundary)
            .replace("LF", "\n"),
        answer.text());
    assertEquals(
        Integer.toString(answer.bytes().length), answer.header("Content-Length").orElseThrow());
    assertEquals(Optional.empty(), answer.header("Content-Range"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=32-", "bytes=32-40", "bytes=-0", "bytes=99-100,200-"})
  void ranges_beyond_the_end_cannot_be_had(String range) {
    Answer answer = get("Range", range);
    assertEquals(416, answer.status());
    assertEquals("bytes */32", answer.header("Content-Range").orElseThrow());
    assertEquals(
        "{\"code\":\"999\",\"data\":null,\"msg\":\"[Range] asks for none of the [32] bytes there"
            + " are\"}",
        answer.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=a-b",
        "bytes=5-2",
        "bytes=1-2;3-4",
        "bytes=0x1-0x2",
        "bytes=99999999999999999999-",
        "bytes=1-2,",
        "bytes=0-31,0-31",
        "lines=1-2",
        "2-5"
      })
  void a_range_that_is_malformed_or_greedy_is_ignored(String range) {
    assertWhole(get("Range", range));
  }

  @Test
  void more_ranges_than_anybody_needs_are_ignored() {
    assertWhole(get("Range", "bytes=" + "0-0,".repeat(16) + "0-0"));
    assertEquals(206, get("Range", "bytes=" + "0-0,".repeat(15) + "0-0").status());
  }

  @Test
  void if_range_with_the_tag_gives_the_part() {
    assertEquals(206, get("Range", "bytes=2-5", "If-Range", tag).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"other\"", "W/TAG", "Sat, 01 Mar 2026 12:00:00 GMT", "x"})
  void if_range_with_anything_else_gives_the_whole(String condition) {
    assertWhole(get("Range", "bytes=2-5", "If-Range", condition.replace("TAG", tag)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TAG", "W/TAG", "\"other\", TAG", "*"})
  void if_none_match_with_the_tag_gives_nothing_anew(String condition) {
    Answer answer = get("If-None-Match", condition.replace("TAG", tag), "Range", "bytes=2-5");
    assertEquals(304, answer.status());
    assertEquals(0, answer.bytes().length);
    assertEquals(tag, answer.header("ETag").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"other\"", "x", "W/\"other\""})
  void if_none_match_with_another_tag_gives_the_whole(String condition) {
    assertWhole(get("If-None-Match", condition));
  }

  @Test
  void if_match_with_another_tag_is_refused() {
    Answer answer = get("If-Match", "\"other\", W/" + tag);
    assertEquals(412, answer.status());
    assertEquals("999", answer.field("code"));
    assertWhole(get("If-Match", "\"other\", " + tag));
    assertWhole(get("If-Match", "*"));
  }

  @Test
  void an_empty_result_is_an_empty_file() {
    service.engine.serve("select nothing", Rows.numbered(0));
    QueryId id = service.finish(RequestBuilder.request("select nothing").by("ANN"));
    Answer answer = service.ann().get("/" + id + "/result");
    assertEquals(200, answer.status());
    assertEquals("0", answer.header("Content-Length").orElseThrow());
    assertEquals(0, answer.bytes().length);
    assertEquals(416, service.ann().with("Range", "bytes=0-").get("/" + id + "/result").status());
  }

  @Test
  void a_result_larger_than_any_buffer_arrives_whole_and_its_end_too() {
    service.engine.serve("select much", Rows.numbered(200_000));
    QueryId id = service.finish(RequestBuilder.request("select much").by("ANN"));
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 200_000; i++) {
      expected.append(i).append(",text of row ").append(i).append('\n');
    }
    byte[] bytes = expected.toString().getBytes(StandardCharsets.UTF_8);
    assertArrayEquals(bytes, service.ann().get("/" + id + "/result").bytes());
    assertEquals(
        ",text of row 199999\n",
        service.ann().with("Range", "bytes=-20").get("/" + id + "/result").text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sales 2026|attachment; filename=\"sales 2026.csv\"",
        "a;b=c'd%20|attachment; filename=\"a;b=c'd%20.csv\"",
        "\u9500\u552e|attachment; filename=\"__.csv\"; filename*=UTF-8''%E9%94%80%E5%94%AE.csv",
        "d\u00e9j\u00e0 vu|attachment; filename=\"d_j_ vu.csv\";"
            + " filename*=UTF-8''d%C3%A9j%C3%A0%20vu.csv",
        "\ud83d\ude00|attachment; filename=\"_.csv\"; filename*=UTF-8''%F0%9F%98%80.csv",
      })
  void the_file_has_the_name_that_was_asked_for(String name, String disposition) {
    QueryId id = service.finish(RequestBuilder.request(Service.TWO_ROWS).by("ANN").named(name));
    assertEquals(
        disposition,
        service.ann().get("/" + id + "/result").header("Content-Disposition").orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "csv,text/csv; charset=utf-8,application/csv;charset=utf-8",
    "gbk,text/csv; charset=gbk,application/csv;charset=gbk",
    "json,application/json; charset=utf-8,application/json;charset=utf-8",
    "ndjson,application/x-ndjson; charset=utf-8,application/ndjson;charset=utf-8",
    "xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,application/octet-stream",
    "parquet,application/vnd.apache.parquet,application/parquet;charset=utf-8"
  })
  void each_format_has_its_type_in_each_face(String name, String seed, String kylin) {
    ResultFormat format =
        switch (name) {
          case "csv" -> ResultFormat.DEFAULT;
          case "gbk" -> new ResultFormat.Csv(inGbk());
          case "json" -> new ResultFormat.Json();
          case "ndjson" -> new ResultFormat.NdJson();
          case "xlsx" -> new ResultFormat.Xlsx(false);
          default -> new ResultFormat.Parquet();
        };
    String result =
        "/" + service.finish(RequestBuilder.request(Service.TWO_ROWS).by("ANN").as(format));
    assertEquals(seed, service.ann().get(result + "/result").header("Content-Type").orElseThrow());
    for (String face : new String[] {Client.V2, Client.V4}) {
      Answer answer =
          service.ann().accepting(face).get(result + "/result_download?project=DEFAULT");
      assertEquals(kylin, answer.header("Content-Type").orElseThrow());
      assertTrue(
          answer
              .header("Content-Disposition")
              .orElseThrow()
              .endsWith("result." + format.extension() + "\""));
    }
  }

  private static CsvDialect inGbk() {
    CsvDialect plain = CsvDialect.DEFAULT;
    return new CsvDialect(
        plain.separator(),
        plain.header(),
        Charset.forName("GBK"),
        plain.quoting(),
        plain.nullText(),
        plain.lineEnding(),
        plain.bom(),
        plain.escapeFormulas());
  }

  @ParameterizedTest
  @ValueSource(strings = {"includeHeader", "include_header", "oldIncludeHeader"})
  void a_wish_for_a_header_is_accepted_where_it_agrees_with_the_submission(String parameter) {
    assertEquals(200, service.ann().get(path + "?" + parameter + "=false").status());
    Answer answer = service.ann().accepting(Client.V2).get(path + "?" + parameter + "=true");
    assertEquals(400, answer.status());
    assertEquals(
        "{\"code\":\"KE-020040001\",\"data\":null,\"msg\":\"[%s] must be [false] or absent: the submission of the query decided it\"}"
            .formatted(parameter),
        answer.text());
    ResultFormat withHeader = new ResultFormat.Csv(CsvDialect.DEFAULT.withHeader(true));
    QueryId id = service.finish(RequestBuilder.request(Service.TWO_ROWS).by("ANN").as(withHeader));
    assertEquals(200, service.ann().get("/" + id + "/result?" + parameter + "=true").status());
    assertEquals(400, service.ann().get("/" + id + "/result?" + parameter + "=false").status());
  }
}
