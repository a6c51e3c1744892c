package io.asyncquery.rest.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FacesTest {

  private static final String V2 = "application/vnd.apache.kylin-v2+json";
  private static final String V4 = "application/vnd.apache.kylin-v4+json";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*|SeedFace",
        "application/*|SeedFace",
        "application/json|SeedFace",
        "text/html, image/png;q=0.9, */*;q=0.8|SeedFace",
        "text/csv|SeedFace",
        "application/vnd.apache.kylin-v3+json|SeedFace",
        "application/vnd.apache.kylin-v2+json|KylinV2Face",
        "application/vnd.apache.kylin-v4+json|KylinV4Face",
        "application/vnd.apache.kylin-v4-public+json|KylinV4Face",
        "Application/Vnd.Apache.Kylin-V4+JSON ; charset=utf-8|KylinV4Face",
        "text/csv, application/vnd.apache.kylin-v4+json|KylinV4Face",
        "*/*, application/vnd.apache.kylin-v4+json|KylinV4Face",
        "application/vnd.apache.kylin-v4+json;q=0.4,"
            + " application/vnd.apache.kylin-v2+json;q=0.5|KylinV2Face",
        "application/vnd.apache.kylin-v4+json, application/vnd.apache.kylin-v2+json|KylinV4Face",
        "application/vnd.apache.kylin-v4+json;q=0, */*|SeedFace",
        "application/vnd.apache.kylin-v4+json;q=none|KylinV4Face",
        "application/vnd.apache.kylin-v4+json;q=0.1, application/json|SeedFace",
        ";;,,;q=1|SeedFace",
      })
  void the_best_liked_of_the_types_we_know_decides(String accept, String face) {
    assertEquals(face, Faces.chosenBy(List.of(accept)).getClass().getSimpleName());
  }

  @Test
  void without_any_word_it_is_the_seed_face() {
    assertInstanceOf(SeedFace.class, Faces.chosenBy(List.of()));
  }

  @Test
  void several_headers_are_one_list() {
    assertInstanceOf(KylinV2Face.class, Faces.chosenBy(List.of(V4 + ";q=0.5", V2)));
  }
}
