package io.asyncquery.storage.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.domain.Digest;
import io.asyncquery.domain.Digest.Algorithm;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the values that the algorithms' own descriptions give for these texts. */
class RunningDigestTest {

  @ParameterizedTest
  @CsvSource({
    "CRC, 123456789, e3069283cbf43926",
    "CRC, '', 0000000000000000",
    "SHA_256, abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "SHA_256, '', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  })
  void a_text_has_its_published_digest_in_whatever_pieces_it_comes(
      Algorithm algorithm, String text, String hex) {
    byte[] bytes = ("<<" + text + ">>").getBytes(StandardCharsets.US_ASCII);
    for (int cut = 2; cut <= bytes.length - 2; cut++) {
      RunningDigest digest = RunningDigest.by(algorithm);
      digest.update(bytes, 2, cut - 2);
      digest.update(bytes, cut, bytes.length - 2 - cut);
      assertEquals(new Digest(algorithm, hex), digest.end());
    }
  }
}
