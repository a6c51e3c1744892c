package io.asyncquery.rest.resource;

import io.asyncquery.application.port.AuditEvent;
import io.asyncquery.application.port.AuditLog;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.TokenScope;
import io.asyncquery.rest.RestSettings;
import io.asyncquery.rest.edge.TrustedProxies;
import io.asyncquery.rest.message.Excerpt;
import io.asyncquery.rest.message.Problem;
import io.asyncquery.rest.message.RefusedException;
import io.asyncquery.rest.security.Authenticator;
import io.asyncquery.rest.security.BearerTokens;
import io.asyncquery.rest.security.Credentials;
import io.asyncquery.rest.security.SignIns;
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
  private static final String ADDRESS = CALLER + ".address";
  private static final Pattern FOR_EVERYBODY =
      Pattern.compile("health/(live|ready)|openapi\\.yaml");
  private static final String WRONG_PASSWORD = "The user or the password is wrong";
  private static final String WRONG_TOKEN = "The token is wrong, expired or revoked";
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final SignIns signIns;
  private final AuditLog audit;
  private final TrustedProxies proxies;
  private final Provider<Request> connection;

  @Inject
  AuthenticationFilter(
      SignIns signIns, AuditLog audit, RestSettings settings, Provider<Request> connection) {
    this.proxies = settings.proxies();
    this.signIns = signIns;
    this.audit = audit;
    this.connection = connection;
  }

  static Caller caller(ContainerRequestContext request) {
    if (request.getProperty(CALLER) instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("Nobody has made sure who calls");
  }

  /** Where the call comes from. */
  static String address(ContainerRequestContext request) {
    return String.valueOf(request.getProperty(ADDRESS));
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!FOR_EVERYBODY.matcher(request.getUriInfo().getPath(false)).matches()) {
      request.setProperty(ADDRESS, clientOf(connection.get()));
      request.setProperty(CALLER, authenticate(request));
    }
  }

  private String clientOf(Request request) {
    return proxies.client(request.getRemoteAddr(), request.getHeaders(proxies.header().spelling()));
  }

  private Caller authenticate(ContainerRequestContext request) {
    Authenticator.Known known = known(request);
    if (known.scope() == TokenScope.READ && !SafeMethods.ALL.contains(request.getMethod())) {
      throw new RefusedException(
          Problem.FORBIDDEN, "This token may read alone: it neither submits nor changes anything");
    }
    return known.caller();
  }

  private Authenticator.Known known(ContainerRequestContext request) {
    String address = address(request);
    String header =
        Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION)).orElse("");
    if (BearerTokens.isBearer(header)) {
      return known(token(header, address), WRONG_TOKEN, "", address);
    }
    if (!Credentials.isBasic(header)) {
      throw new RefusedException(
          Problem.NO_CREDENTIALS, "Sign in by HTTP Basic: the call carries no user and password");
    }
    Optional<Credentials> credentials = Credentials.parse(header);
    return known(
        credentials
            .map(given -> signIns.passwords().authenticate(given.name(), given.password(), address))
            .orElseGet(() -> signIns.passwords().refuse(address)),
        WRONG_PASSWORD,
        credentials.map(Credentials::name).orElse(""),
        address);
  }

  /** A right one is never slowed. */
  private Authenticator.Outcome token(String header, String address) {
    return switch (signIns.tokens().authenticate(header)) {
      case Authenticator.Unknown _ -> signIns.passwords().refuse(address);
      case Authenticator.Outcome outcome -> outcome;
    };
  }

  private Authenticator.Known known(
      Authenticator.Outcome outcome, String wrong, String name, String address) {
    return switch (outcome) {
      case Authenticator.Known known -> known;
      case Authenticator.Unknown _ -> {
        String means = wrong.equals(WRONG_TOKEN) ? "token" : "password";
        audit.record(new AuditEvent.SignInFailed(Excerpt.of(name), address, means));
        throw new RefusedException(Problem.WRONG_CREDENTIALS, wrong);
      }
      case Authenticator.Busy _ ->
          throw new RefusedException(
              Problem.BUSY, "Too many sign-ins at a time: try again in a moment", RETRY_AFTER);
      case Authenticator.Unverifiable _ ->
          throw new RefusedException(
              Problem.NO_KEYS,
              "The provider of this token cannot be asked at the moment, so nobody can sign in by"
                  + " its tokens: try again later",
              RETRY_AFTER);
      case Authenticator.Slowed(Duration retryAfter) ->
          throw new RefusedException(
              Problem.SLOWED,
              "Too many sign-ins failed: try again later",
              retryAfter.plusMillis(999)); // Whole seconds are told, and none too few.
    };
  }
}
