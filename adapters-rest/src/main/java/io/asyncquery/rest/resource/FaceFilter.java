package io.asyncquery.rest.resource;

import io.asyncquery.rest.face.Face;
import io.asyncquery.rest.face.Faces;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Chooses the face, before anything can be wrong. */
@PreMatching
@Priority(Priorities.AUTHENTICATION - 1)
public final class FaceFilter implements ContainerRequestFilter {

  private static final String FACE = FaceFilter.class.getName();

  static Face face(ContainerRequestContext request) {
    return request.getProperty(FACE) instanceof Face face ? face : Faces.DEFAULT;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    List<String> accept = request.getHeaders().getOrDefault(HttpHeaders.ACCEPT, List.of());
    request.setProperty(FACE, Faces.chosenBy(accept));
    // Whoever calls takes what the face gives: nothing is left to negotiate, nor to be malformed.
    request.getHeaders().putSingle(HttpHeaders.ACCEPT, MediaType.WILDCARD);
  }
}
