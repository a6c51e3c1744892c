package io.asyncquery.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallerTest {

  private static final ProjectName SALES = new ProjectName("sales");
  private static final ProjectName STAFF = new ProjectName("staff");
  private static final Grants SALES_QUERY = new Grants(Map.of(SALES, ProjectRole.QUERY), false);
  private static final Grants SALES_ADMIN = new Grants(Map.of(SALES, ProjectRole.ADMIN), false);

  private static AsyncQuery.Running running(String submitter, ProjectName project) {
    QueryRequest request =
        new QueryRequest(
            "select 1",
            OptionalLong.empty(),
            OptionalLong.empty(),
            project,
            submitter,
            ResultFormat.DEFAULT,
            FileName.RESULT);
    return AsyncQuery.Running.submitted(new QueryId(UUID.randomUUID()), request, Instant.EPOCH);
  }

  private static AsyncQuery.Successful successful(String submitter, ProjectName project) {
    return running(submitter, project)
        .succeed(
            new ResultSummary(0, 0, Digest.of("0".repeat(16)), Optional.empty(), List.of()),
            Instant.EPOCH);
  }

  @Test
  void a_grant_is_for_its_project() {
    Caller ann = new Caller("ANN", false, SALES_QUERY);

    assertTrue(ann.mayQuery(SALES));
    assertFalse(ann.mayQuery(STAFF));
    assertFalse(ann.administers(SALES));
    assertTrue(new Caller("PAM", false, SALES_ADMIN).administers(SALES));
    assertFalse(new Caller("PAM", false, SALES_ADMIN).mayQuery(STAFF));
  }

  @Test
  void every_other_project_may_be_queried_and_is_not_administered_by_one_grant_for_all() {
    Caller all = new Caller("ALL", false, new Grants(Map.of(SALES, ProjectRole.ADMIN), true));

    assertTrue(all.mayQuery(STAFF));
    assertFalse(all.administers(STAFF));
    assertTrue(all.administers(SALES));
    assertEquals(Set.of(SALES), all.grants().administered());
  }

  @Test
  void an_administrator_needs_no_grant() {
    Caller admin = new Caller("ADMIN", true, Grants.NONE);

    assertTrue(admin.mayQuery(STAFF));
    assertTrue(admin.mayManage(successful("ANN", SALES)));
  }

  @Test
  void what_is_ones_own_is_managed_but_for_a_result_whose_project_is_not_granted() {
    Caller ann = new Caller("ANN", false, SALES_QUERY);

    assertTrue(ann.mayManage(successful("ANN", SALES)));
    assertFalse(ann.mayManage(successful("BEN", SALES)));
    assertTrue(ann.mayManage(running("ANN", STAFF)));
    assertFalse(ann.mayManage(successful("ANN", STAFF)));
    assertTrue(new Caller("PAM", false, SALES_ADMIN).mayManage(successful("BEN", SALES)));
  }

  @Test
  void whoever_is_confined_does_nothing_elsewhere() {
    Caller confined = new Caller("ADMIN", true, Grants.NONE).confinedTo(Set.of(SALES));

    assertTrue(confined.mayQuery(SALES));
    assertTrue(confined.mayManage(successful("BEN", SALES)));
    assertFalse(confined.mayQuery(STAFF));
    assertFalse(confined.administers(STAFF));
    assertFalse(confined.mayManage(running("ADMIN", STAFF)));
  }
}
