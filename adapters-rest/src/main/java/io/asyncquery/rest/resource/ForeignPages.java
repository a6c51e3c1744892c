package io.asyncquery.rest.resource;

import io.asyncquery.rest.RestSettings;
import io.asyncquery.rest.edge.CrossOrigin;
import io.asyncquery.rest.message.Problem;
import io.asyncquery.rest.message.RefusedException;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses changes that a page of another site makes a browser ask for: they would come with the
 * password that the browser remembers. Programs send neither header; pages cannot make a browser
 * leave them out. What only reads may come from anywhere, since no other site is let see the
 * answer.
 *
 * <p>Pages of the origins that are let in may change something, but not with that password: a call
 * of theirs has to be one that a browser asks about first, and then sends only without it.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION - 1)
public final class ForeignPages implements ContainerRequestFilter {

  /** From a page of ours, or from what the user typed. */
  private static final Set<String> OURS = Set.of("same-origin", "none");

  private final CrossOrigin crossOrigin;

  @Inject
  ForeignPages(RestSettings settings) {
    this.crossOrigin = settings.crossOrigin();
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (SafeMethods.ALL.contains(request.getMethod()) || isLetIn(request)) {
      return;
    }
    boolean foreignSite =
        header(request, "Sec-Fetch-Site").filter(site -> !OURS.contains(site)).isPresent();
    boolean foreignOrigin =
        header(request, "Origin").filter(origin -> !isOurs(origin, request)).isPresent();
    if (foreignSite || foreignOrigin) {
      throw new RefusedException(
          Problem.FORBIDDEN, "Pages of other sites may not change anything here");
    }
  }

  private boolean isLetIn(ContainerRequestContext request) {
    return Optional.ofNullable(request.getHeaderString("Origin"))
            .filter(crossOrigin::allows)
            .isPresent()
        && isAskedAboutFirst(request);
  }

  /** A POST without a type, or with that of a form, a browser sends unasked. */
  private static boolean isAskedAboutFirst(ContainerRequestContext request) {
    return !request.getMethod().equals(HttpMethod.POST)
        || header(request, HttpHeaders.CONTENT_TYPE)
            .filter(type -> type.strip().startsWith("application/json"))
            .isPresent();
  }

  private static boolean isOurs(String origin, ContainerRequestContext request) {
    String host = header(request, HttpHeaders.HOST).orElse("");
    return origin.equals("http://" + host) || origin.equals("https://" + host);
  }

  private static Optional<String> header(ContainerRequestContext request, String name) {
    return Optional.ofNullable(request.getHeaderString(name))
        .map(value -> value.toLowerCase(Locale.ROOT));
  }
}
