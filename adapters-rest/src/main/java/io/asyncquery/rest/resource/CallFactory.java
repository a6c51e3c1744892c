package io.asyncquery.rest.resource;

import io.asyncquery.rest.RestSettings;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.util.function.Supplier;

/** Makes the {@link Call} of a request, from what the filters have found out. */
final class CallFactory implements Supplier<Call> {

  private final ContainerRequestContext request;
  private final RestSettings settings;

  @Inject
  CallFactory(@Context ContainerRequestContext request, RestSettings settings) {
    this.request = request;
    this.settings = settings;
  }

  @Override
  public Call get() {
    return new Call(
        request,
        AuthenticationFilter.caller(request),
        FaceFilter.face(request),
        settings.maxBodyBytes(),
        settings.idleTimeout());
  }
}
