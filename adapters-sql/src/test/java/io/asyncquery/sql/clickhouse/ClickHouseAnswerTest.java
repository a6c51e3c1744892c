package io.asyncquery.sql.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.failure.FailureTranslator;
import io.asyncquery.sql.source.Source;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** However an answer breaks off behind rows, and whichever server says so, it is no result. */
class ClickHouseAnswerTest {

  private static final String BLOCK = "\1\1\1n\5Int32\7\0\0\0";
  private static final String END = "0\r\n\r\n";
  private static final QueryFailure LOST = QueryFailure.source("Source [data]: connection lost");
  private static final QueryFailure NO_MEMORY =
      QueryFailure.source("Source [data] has not enough memory for the query");

  @Test
  void whole_blocks_and_an_end_are_a_result() throws Exception {
    assertEquals(List.of(List.of(7), List.of(7)), answered(chunk(BLOCK) + chunk(BLOCK) + END));
  }

  @Test
  void blocks_without_an_end_are_a_lost_connection() {
    assertEquals(LOST, failure(chunk(BLOCK)));
  }

  @Test
  void an_end_within_a_block_is_a_lost_connection() {
    assertEquals(LOST, failure(chunk(BLOCK) + chunk(BLOCK.substring(0, 9)) + END));
  }

  @Test
  void an_error_in_its_frame_is_said_though_the_answer_breaks_off() {
    String said = "Code: 241. DB::Exception: Memory limit";
    String frame =
        "\r\n__exception__\r\n0123456789abcdef\r\n" + said + "\r\n38 0123456789abcdef\r\n";

    assertEquals(NO_MEMORY, failure(chunk(BLOCK) + chunk(frame + "__exception__\r\n")));
  }

  @Test
  void an_error_of_an_older_server_is_said_though_the_answer_ends_well() {
    assertEquals(
        NO_MEMORY, failure(chunk(BLOCK) + chunk("Code: 241. DB::Exception: Memory limit") + END));
  }

  private static String chunk(String bytes) {
    return Integer.toHexString(bytes.length()) + "\r\n" + bytes + "\r\n";
  }

  private static QueryFailure failure(String body) {
    return assertThrows(QueryFailedException.class, () -> answered(body)).failure();
  }

  /** What becomes of an answer that a server at a port of its own gives to any request. */
  private static List<?> answered(String body) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerAll(server, body));
      return read(
          ClickHouseServer.settings(
              server.getLocalPort(), "default", "default", Duration.ofSeconds(20), Map.of()));
    }
  }

  private static List<?> read(ClickHouseSettings settings) throws IOException {
    Cancellation cancellation = new Cancellation();
    try (Source source = ClickHouseSource.of(settings);
        Handle handle = source.connect(cancellation)) {
      return source.reader().read(handle.getConnection(), "SELECT", cancellation, Rows::readAll);
    } catch (SQLException e) {
      throw new FailureTranslator(new ClickHouseErrors("data")).execution(e, cancellation);
    }
  }

  private static void answerAll(ServerSocket server, String body) {
    String head =
        String.join(
            "\r\n",
            "HTTP/1.1 200 OK",
            "Transfer-Encoding: chunked",
            "X-ClickHouse-Exception-Tag: 0123456789abcdef",
            "",
            "");
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        byte[] request = new byte[1 << 16];
        int _ = client.getInputStream().read(request);
        client.getOutputStream().write((head + body).getBytes(StandardCharsets.ISO_8859_1));
        client.shutdownOutput();
        var _ = client.getInputStream().readAllBytes();
      } catch (IOException _) {
        // The next one.
      }
    }
  }
}
