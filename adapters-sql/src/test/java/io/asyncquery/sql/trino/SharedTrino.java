package io.asyncquery.sql.trino;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands one cluster to all tests that do it no harm; it ends when all of them have. */
public final class SharedTrino implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TrinoServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(SharedTrino.class))
        .computeIfAbsent(TrinoServer.class, _ -> start(), TrinoServer.class);
  }

  private static TrinoServer start() {
    try {
      return TrinoServer.start();
    } catch (Exception e) {
      throw new AssertionError("Trino did not start", e);
    }
  }
}
