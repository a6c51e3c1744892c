package io.asyncquery.storage.queries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.asyncquery.domain.Limits;
import io.asyncquery.domain.Limits.Cap;
import io.asyncquery.domain.Limits.OnLimit;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Limits as a JSON object; a limit that is not set is not there. */
final class LimitsJson {

  private LimitsJson() {}

  static String write(Limits limits) {
    ObjectNode json = Json.NODES.objectNode();
    limits.runTime().ifPresent(bound -> json.put("runTime", bound.toString()));
    limits.rows().ifPresent(cap -> json.set("rows", node(cap)));
    limits.bytes().ifPresent(cap -> json.set("bytes", node(cap)));
    limits.columns().ifPresent(max -> json.put("columns", max));
    return Json.write(json);
  }

  private static ObjectNode node(Cap cap) {
    return Json.NODES.objectNode().put("max", cap.max()).put("onLimit", cap.onLimit().name());
  }

  static Limits read(String text) {
    JsonNode json = Json.read(text);
    return new Limits(
        field(json, "runTime").map(bound -> Duration.parse(bound.textValue())),
        field(json, "rows").map(LimitsJson::cap),
        field(json, "bytes").map(LimitsJson::cap),
        field(json, "columns")
            .map(max -> OptionalInt.of(max.intValue()))
            .orElseGet(OptionalInt::empty));
  }

  private static Cap cap(JsonNode json) {
    return new Cap(
        json.required("max").longValue(), OnLimit.valueOf(json.required("onLimit").textValue()));
  }

  private static Optional<JsonNode> field(JsonNode json, String name) {
    return Optional.ofNullable(json.get(name));
  }
}
