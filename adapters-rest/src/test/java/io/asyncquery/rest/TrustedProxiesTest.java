package io.asyncquery.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.application.port.AuditEvent;
import io.asyncquery.rest.edge.CrossOrigin;
import io.asyncquery.rest.edge.TrustedProxies;
import io.asyncquery.rest.edge.TrustedProxies.Header;
import io.asyncquery.rest.edge.TrustedProxies.Network;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose address counts where proxies stand before the server. */
class TrustedProxiesTest {

  private static final String PEER = "10.0.0.1";

  private static TrustedProxies proxies(Header header) {
    return new TrustedProxies(
        Stream.of("127.0.0.1", "10.0.0.0/8", "2001:db8:1::/48").map(Network::parse).toList(),
        header);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.7 | 203.0.113.7",
        "203.0.113.7:4711 | 203.0.113.7",
        "9.9.9.9, 203.0.113.7 | 203.0.113.7",
        "9.9.9.9,203.0.113.7 , 10.1.2.3 | 203.0.113.7",
        "203.0.113.7, 2001:db8:1::5 | 203.0.113.7",
        "10.3.3.3, 10.2.2.2 | 10.3.3.3",
        "2001:db8:2::7 | 2001:db8:2:0:0:0:0:7",
        "[2001:db8:2::7]:80 | 2001:db8:2:0:0:0:0:7",
        "::ffff:203.0.113.7 | 203.0.113.7",
        "127.0.0.1, ::ffff:10.0.0.9 | 127.0.0.1",
        "nonsense, 203.0.113.7 | 203.0.113.7"
      })
  void the_rightmost_that_is_not_trusted_is_the_client(String value, String client) {
    assertEquals(client, proxies(Header.X_FORWARDED_FOR).client(PEER, List.of(value)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "203.0.113.7,",
        "unknown",
        "203.0.113",
        "203.0.113.256",
        "2001:db8:::7",
        "fe80::1%eth0",
        "evil.example",
        "203.0.113.7 10.0.0.2",
        "203.0.113.7, x, 10.0.0.2",
        "\"203.0.113.7\"",
        "203.0.113.7:99999999",
        "3405803783",
        "0x7f000001"
      })
  void what_cannot_be_read_leaves_the_peer(String value) {
    assertEquals(PEER, proxies(Header.X_FORWARDED_FOR).client(PEER, List.of(value)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "for=203.0.113.7 | 203.0.113.7",
        "For=\"203.0.113.7:4711\";proto=https;by=10.0.0.1 | 203.0.113.7",
        "for=9.9.9.9, proto=http;for=203.0.113.7, for=10.0.0.2 | 203.0.113.7",
        "for=\"[2001:db8:2::7]:80\" | 2001:db8:2:0:0:0:0:7",
        "for=unknown | 10.0.0.1",
        "for=_hidden, for=10.0.0.2 | 10.0.0.1",
        "proto=https | 10.0.0.1",
        "for=203.0.113.7;for=9.9.9.9 | 10.0.0.1",
        "for=\"203.0.113.7 | 10.0.0.1",
        "host=\"a,for=9.9.9.9\" | 10.0.0.1",
        "203.0.113.7 | 10.0.0.1"
      })
  void the_standard_header_is_read_where_that_is_configured(String value, String client) {
    assertEquals(client, proxies(Header.FORWARDED).client(PEER, List.of(value)));
  }

  @Test
  void lines_of_a_header_are_one_list() {
    assertEquals(
        "203.0.113.7",
        proxies(Header.X_FORWARDED_FOR).client(PEER, List.of("9.9.9.9", "203.0.113.7, 10.0.0.4")));
  }

  @Test
  void who_is_no_proxy_is_the_client_whatever_it_says() {
    assertEquals(
        "203.0.113.9", proxies(Header.X_FORWARDED_FOR).client("203.0.113.9", List.of("9.9.9.9")));
    assertEquals(PEER, TrustedProxies.NONE.client(PEER, List.of("9.9.9.9")));
  }

  @Test
  void the_audit_log_and_the_slow_down_go_by_the_client() {
    try (Service service = new Service(CrossOrigin.NONE, proxies(Header.X_FORWARDED_FOR))) {
      Client guesser = service.anonymous().with("X-Forwarded-For", "203.0.113.7");
      for (int i = 0; i < 12; i++) {
        assertEquals(i < 10 ? 401 : 429, guesser.as("ANN", "wrong " + i).get("/x/status").status());
      }
      Client other = service.anonymous().with("X-Forwarded-For", "203.0.113.7, 203.0.113.8");
      assertEquals(401, other.as("ANN", "wrong").get("/x/status").status());

      List<AuditEvent> events = service.audit.events();
      assertEquals("203.0.113.7", events.getFirst().from());
      assertEquals("203.0.113.8", events.getLast().from());
    }
  }

  /** Another header than the one that the proxies set is the sender's. */
  @Test
  void nobody_is_believed_unasked() {
    try (Service service = new Service();
        Service behind = new Service(CrossOrigin.NONE, proxies(Header.X_FORWARDED_FOR))) {
      service.anonymous().with("X-Forwarded-For", "203.0.113.7").as("ANN", "x").get("/x/status");
      behind.anonymous().with("Forwarded", "for=203.0.113.7").as("ANN", "x").get("/x/status");

      assertEquals("127.0.0.1", service.audit.events().getFirst().from());
      assertEquals("127.0.0.1", behind.audit.events().getFirst().from());
    }
  }
}
