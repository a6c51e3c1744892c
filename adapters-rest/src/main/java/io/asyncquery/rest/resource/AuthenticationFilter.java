package io.asyncquery.rest.resource;

import io.asyncquery.domain.Caller;
import io.asyncquery.rest.message.Problem;
import io.asyncquery.rest.message.RefusedException;
import io.asyncquery.rest.security.Authenticator;
import io.asyncquery.rest.security.Credentials;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.glassfish.grizzly.http.server.Request;

/** Lets nobody unknown past, but to what is for everybody. */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public final class AuthenticationFilter implements ContainerRequestFilter {

  private static final String CALLER = AuthenticationFilter.class.getName();
  private static final Pattern FOR_EVERYBODY =
      Pattern.compile("health/(live|ready)|openapi\\.yaml");
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Authenticator authenticator;
  private final Provider<Request> connection;

  @Inject
  AuthenticationFilter(Authenticator authenticator, Provider<Request> connection) {
    this.authenticator = authenticator;
    this.connection = connection;
  }

  static Caller caller(ContainerRequestContext request) {
    if (request.getProperty(CALLER) instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("Nobody has made sure who calls");
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!FOR_EVERYBODY.matcher(request.getUriInfo().getPath(false)).matches()) {
      request.setProperty(CALLER, authenticate(request));
    }
  }

  private Caller authenticate(ContainerRequestContext request) {
    Optional<String> header =
        Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
            .filter(Credentials::isBasic);
    if (header.isEmpty()) {
      throw new RefusedException(
          Problem.NO_CREDENTIALS, "Sign in by HTTP Basic: the call carries no user and password");
    }
    Credentials credentials =
        Credentials.parse(header.get()).orElseThrow(AuthenticationFilter::wrong);
    String address = connection.get().getRemoteAddr();
    return switch (authenticator.authenticate(
        credentials.name(), credentials.password(), address)) {
      case Authenticator.Known(Caller caller) -> caller;
      case Authenticator.Unknown _ -> throw wrong();
      case Authenticator.Busy _ ->
          throw new RefusedException(
              Problem.BUSY, "Too many sign-ins at a time: try again in a moment", RETRY_AFTER);
      case Authenticator.Slowed(Duration retryAfter) ->
          throw new RefusedException(
              Problem.SLOWED,
              "Too many sign-ins failed: try again later",
              retryAfter.plusMillis(999)); // Whole seconds are told, and none too few.
    };
  }

  private static RefusedException wrong() {
    return new RefusedException(Problem.WRONG_CREDENTIALS, "The user or the password is wrong");
  }
}
