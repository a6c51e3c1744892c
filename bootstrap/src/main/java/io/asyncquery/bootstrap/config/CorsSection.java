package io.asyncquery.bootstrap.config;

import io.asyncquery.rest.edge.CrossOrigin;
import java.util.List;
import java.util.Set;

/** Which pages of other sites may call. */
public record CorsSection(
    @Setting(
            "The origins, letter by letter as browsers spell them: https://app.example.com. Their"
                + " pages bring credentials of their own; what a browser remembers is not let in.")
        List<String> origins) {

  public CorsSection {
    origins = List.copyOf(origins);
    var _ = new CrossOrigin(Set.copyOf(origins));
  }

  CrossOrigin crossOrigin() {
    return new CrossOrigin(Set.copyOf(origins));
  }
}
