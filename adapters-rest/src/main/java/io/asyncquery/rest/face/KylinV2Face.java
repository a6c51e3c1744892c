package io.asyncquery.rest.face;

import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.rest.message.JsonObject;
import java.util.Set;

/** For scripts written for version 2 of Kylin's API: CSV in UTF-8, named {@code result}. */
public final class KylinV2Face extends KylinFace {

  @Override
  public Set<String> mediaTypes() {
    return Set.of("application/vnd.apache.kylin-v2+json");
  }

  @Override
  public String idField() {
    return "queryID";
  }

  @Override
  public String submissionInfo(AsyncQuery query) {
    return statusInfo(query);
  }

  @Override
  public Delivery delivery(JsonObject submission) {
    return DeliveryOptions.separatorAndHeader(submission);
  }
}
