package io.asyncquery.sql.clickhouse;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands one server to all tests that do it no harm; it ends when all of them have. Where there is
 * no library to run it with, none of them runs.
 */
public final class SharedClickHouse implements ParameterResolver, ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return ClickHouseLibrary.file().isPresent()
        ? ConditionEvaluationResult.enabled("ClickHouse is there")
        : ConditionEvaluationResult.disabled("npm has not got ClickHouse's library");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ClickHouseServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(SharedClickHouse.class))
        .computeIfAbsent(ClickHouseServer.class, _ -> start(), ClickHouseServer.class);
  }

  private static ClickHouseServer start() {
    try {
      return ClickHouseServer.start();
    } catch (Exception e) {
      throw new AssertionError("ClickHouse did not start", e);
    }
  }
}
