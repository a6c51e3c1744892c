package io.asyncquery.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryIdTest {

  private static final String TEXT = "43eeb967-e76a-4214-8932-70594d454013";

  @Test
  void a_canonical_uuid_is_an_id() {
    assertEquals(Optional.of(new QueryId(UUID.fromString(TEXT))), QueryId.parse(TEXT));
  }

  @Test
  void an_id_in_upper_case_is_the_same_and_is_written_in_lower_case() {
    QueryId id = QueryId.parse("43EEB967-E76A-4214-8932-70594D454013").orElseThrow();

    assertEquals(QueryId.parse(TEXT).orElseThrow(), id);
    assertEquals(TEXT, id.toString());
  }

  @Property
  void every_id_reads_back_from_its_text(@ForAll long high, @ForAll long low) {
    QueryId id = new QueryId(new UUID(high, low));

    assertEquals(Optional.of(id), QueryId.parse(id.toString()));
    assertTrue(id.toString().matches("[0-9a-f-]{36}"), id::toString);
  }

  @Property
  void no_other_text_is_an_id(@ForAll String text) {
    assertEquals(Optional.empty(), QueryId.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{43eeb967-e76a-4214-8932-70594d454013}",
        "urn:uuid:43eeb967-e76a-4214-8932-70594d454013",
        "43eeb967-e76a-4214-8932-70594d45401",
        "43eeb967-e76a-4214-8932-70594d4540130",
        "43eeb967e76a4214893270594d454013",
        "1-1-1-1-1",
        "g3eeb967-e76a-4214-8932-70594d454013",
        "../../../../../../../etc/passwd/../..",
        "43eeb967-e76a-4214-8932-70594d4540/..",
        "43eeb967/e76a-4214-8932-70594d454013",
        "43eeb967-e76a-4214-8932-70594d454013\n",
        "43eeb967-e76a-4214-8932-70594d454013\u0000",
        " 43eeb967-e76a-4214-8932-70594d454013",
        "٤3eeb967-e76a-4214-8932-70594d454013",
        "４３eeb967-e76a-4214-8932-70594d454013",
        "43eeb967–e76a–4214–8932–70594d454013",
        "-3eeb967-e76a-4214-8932-70594d454013",
        "+3eeb967-e76a-4214-8932-70594d454013",
        "0x43eeb9-e76a-4214-8932-70594d454013"
      })
  void anything_else_is_not(String text) {
    assertEquals(Optional.empty(), QueryId.parse(text));
  }

  @Test
  void ids_have_an_order() {
    QueryId low = new QueryId(new UUID(0, 1));
    QueryId high = new QueryId(new UUID(0, 2));

    assertTrue(low.compareTo(high) < 0);
    assertTrue(high.compareTo(low) > 0);
    assertEquals(0, low.compareTo(new QueryId(new UUID(0, 1))));
  }
}
