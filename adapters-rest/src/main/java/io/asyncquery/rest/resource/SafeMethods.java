package io.asyncquery.rest.resource;

import jakarta.ws.rs.HttpMethod;
import java.util.Set;

/** The methods that change nothing (RFC 9110, section 9.2.1). */
final class SafeMethods {

  static final Set<String> ALL = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private SafeMethods() {}
}
