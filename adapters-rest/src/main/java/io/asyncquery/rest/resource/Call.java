package io.asyncquery.rest.resource;

import io.asyncquery.domain.Caller;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.rest.face.Face;
import io.asyncquery.rest.message.Excerpt;
import io.asyncquery.rest.message.JsonObject;
import io.asyncquery.rest.message.Problem;
import io.asyncquery.rest.message.RefusedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** One request, past the check of who sends it: who calls, through which face, with what. */
final class Call {

  private static final Pattern JSON_TYPE =
      Pattern.compile("\\s*application/([^;]+\\+)?json\\s*(;.*)?", Pattern.CASE_INSENSITIVE);

  private final ContainerRequestContext request;
  private final Caller caller;
  private final Face face;
  private final int maxBodyBytes;
  private final Duration patience;

  /**
   * @param patience how long a body may take that comes slowly
   */
  Call(
      ContainerRequestContext request,
      Caller caller,
      Face face,
      int maxBodyBytes,
      Duration patience) {
    this.patience = patience;
    this.request = request;
    this.caller = caller;
    this.face = face;
    this.maxBodyBytes = maxBodyBytes;
  }

  Caller caller() {
    return caller;
  }

  /** Where the call comes from. */
  String address() {
    return AuthenticationFilter.address(request);
  }

  Face face() {
    return face;
  }

  Optional<String> parameter(Parameter parameter) {
    return Optional.ofNullable(
        request.getUriInfo().getQueryParameters().getFirst(parameter.parameterName()));
  }

  /**
   * The project that a call about one query names, as a parameter or in its body.
   *
   * @throws RefusedException where there is none and the face needs one
   */
  Optional<ProjectName> project() {
    Optional<ProjectName> project =
        parameter(Parameter.PROJECT)
            .or(() -> optionalBody().text(Parameter.PROJECT.parameterName()))
            .filter(name -> !name.isBlank())
            .map(Call::projectName);
    if (project.isEmpty() && face.needsProject()) {
      throw new RefusedException(
          Problem.EMPTY_PROJECT, "[project] must name the project of the query");
    }
    return project;
  }

  private static ProjectName projectName(String name) {
    if (name.length() > ProjectName.MAX_LENGTH) {
      throw new RefusedException(
          Problem.NO_SUCH_PROJECT, "Project [" + Excerpt.of(name) + "] does not exist");
    }
    return new ProjectName(name);
  }

  /** The body, for a call that cannot do without. */
  JsonObject body() {
    requireJsonType();
    return JsonObject.parse(bytes());
  }

  private JsonObject optionalBody() {
    byte[] bytes = bytes();
    return bytes.length == 0 ? JsonObject.EMPTY : JsonObject.parse(bytes);
  }

  /** A page in a browser can make it send forms and plain text with a user's password, not JSON. */
  private void requireJsonType() {
    String coding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
    if (coding != null && !coding.equalsIgnoreCase("identity")) {
      throw new RefusedException(
          Problem.NOT_JSON,
          "[Content-Encoding] must be absent: a body comes as it is, not ["
              + Excerpt.of(coding)
              + "]");
    }
    String type = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
    if (type == null || JSON_TYPE.matcher(type).matches()) {
      return;
    }
    throw new RefusedException(
        Problem.NOT_JSON,
        "[Content-Type] must be [application/json], not [" + Excerpt.of(type) + "]");
  }

  private byte[] bytes() {
    if (request.getLength() > maxBodyBytes) {
      throw tooLarge();
    }
    if (!mayHaveBody()) {
      return new byte[0];
    }
    byte[] bytes = UploadedBody.read(request.getEntityStream(), maxBodyBytes + 1, patience);
    if (bytes.length > maxBodyBytes) {
      throw tooLarge();
    }
    return bytes;
  }

  /** The stream of a request that announces no body may wait for one. */
  private boolean mayHaveBody() {
    return request.getLength() > 0 || request.getHeaderString("Transfer-Encoding") != null;
  }

  private RefusedException tooLarge() {
    return new RefusedException(
        Problem.TOO_LARGE, "The body is longer than the [" + maxBodyBytes + "] bytes it may have");
  }
}
