package io.asyncquery.rest.face;

import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.rest.message.JsonObject;
import java.util.Set;

/** For scripts written for Kylin 5, whose API has version 4: every format and option. */
public final class KylinV4Face extends KylinFace {

  @Override
  public Set<String> mediaTypes() {
    return Set.of(
        "application/vnd.apache.kylin-v4+json", "application/vnd.apache.kylin-v4-public+json");
  }

  @Override
  public String idField() {
    return "query_id";
  }

  @Override
  public String submissionInfo(AsyncQuery query) {
    return switch (query) {
      case AsyncQuery.Running _ -> "query still running";
      case AsyncQuery.Successful successful -> "query success" + truncation(successful.summary());
      case AsyncQuery.Failed failed -> failed.failure().message();
    };
  }

  @Override
  public boolean submissionTellsProgress() {
    return true;
  }

  @Override
  public boolean needsProject() {
    return true;
  }

  @Override
  public Delivery delivery(JsonObject submission) {
    return DeliveryOptions.all(submission);
  }
}
