package io.asyncquery.rest.resource;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The description of all endpoints, for programs. */
@Path("/openapi.yaml")
public final class OpenApiResource {

  /** Read anew for each of the rare calls. */
  @GET
  public Response description() throws IOException {
    try (InputStream yaml =
        Objects.requireNonNull(OpenApiResource.class.getResourceAsStream("openapi.yaml"))) {
      return Response.ok(yaml.readAllBytes(), "application/yaml").build();
    }
  }
}
