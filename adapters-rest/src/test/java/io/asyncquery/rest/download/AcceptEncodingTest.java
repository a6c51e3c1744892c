package io.asyncquery.rest.download;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client says of codings, and what it gets (RFC 9110, section 12.5.3). */
class AcceptEncodingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|identity",
        "identity|identity",
        "gzip|gzip",
        "x-gzip|gzip",
        "GZip|gzip",
        "zstd|zstd",
        "gzip, deflate, br, zstd|zstd",
        "gzip, deflate, br|gzip",
        "br, deflate|identity",
        "zstd, gzip|zstd",
        "gzip;q=0.5, zstd;q=0.5|zstd",
        "gzip;q=1.0, zstd;q=0.9|gzip",
        "gzip ; q = 0.8 , zstd ;q=0.2|gzip",
        "zstd;q=0, gzip;q=0.001|gzip",
        "zstd;q=0, gzip;q=0|identity",
        "gzip;q=0.5, identity;q=0.6|identity",
        "gzip;q=0.5, identity;q=0.5|gzip",
        "identity;q=0.5, gzip|gzip",
        "*|zstd",
        "*;q=0.1|zstd",
        "gzip, *;q=0.5|gzip",
        "gzip;q=0.5, *;q=0.5|zstd",
        "zstd;q=0, *|gzip",
        "gzip, *;q=0|gzip",
        "*;q=0|identity",
        "identity;q=0|identity",
        "identity;q=0, gzip;q=0.1|gzip",
        "identity;q=0, *;q=0.1|zstd",
        "gzip;q=|identity",
        "gzip;q=x, zstd;q=2|identity",
        "gzip;q=0.1234|identity",
        "gzip;level=9|identity",
        ",, ;q=1,gzip,|gzip",
        "gzip;q=0, gzip|gzip",
      })
  void the_best_coding_both_sides_know_is_chosen(String header, String coding) {
    assertEquals(
        Coding.valueOf(coding.toUpperCase(Locale.ROOT)), new AcceptEncoding(header).best());
  }
}
