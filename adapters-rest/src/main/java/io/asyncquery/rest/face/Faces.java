package io.asyncquery.rest.face;

import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All faces, and the choice between them by what a client accepts. */
public final class Faces {

  /** What a client meets that asks for nothing, or for nothing we know. */
  public static final Face DEFAULT = new SeedFace();

  private static final List<Face> ALL = List.of(DEFAULT, new KylinV2Face(), new KylinV4Face());
  private static final Pattern LIST = Pattern.compile(",");
  private static final Pattern PARAMETERS = Pattern.compile(";");

  private Faces() {}

  /**
   * The face that the client likes best: by {@code q}, then the narrower type, then the order.
   *
   * @param accept the values of its {@code Accept} headers; none, odd and unknown ones are fine
   */
  public static Face chosenBy(List<String> accept) {
    return accept.stream()
        .flatMap(LIST::splitAsStream)
        .map(Preference::of)
        .filter(preference -> preference.quality() > 0)
        .sorted(Preference.BEST_FIRST)
        .flatMap(preference -> find(preference.mediaType()).stream())
        .findFirst()
        .orElse(DEFAULT);
  }

  private static Optional<Face> find(String mediaType) {
    return ALL.stream().filter(face -> face.mediaTypes().contains(mediaType)).findFirst();
  }

  private record Preference(String mediaType, double quality) {

    static final Comparator<Preference> BEST_FIRST =
        Comparator.comparingDouble((Preference preference) -> -preference.quality())
            .thenComparing(preference -> preference.mediaType().endsWith("*"));

    static Preference of(String range) {
      List<String> parts = PARAMETERS.splitAsStream(range).map(String::strip).toList();
      return new Preference(
          parts.isEmpty() ? MediaType.WILDCARD : parts.getFirst().toLowerCase(Locale.ROOT),
          parts.stream()
              .skip(1)
              .filter(parameter -> parameter.startsWith("q="))
              .flatMap(parameter -> quality(parameter.substring(2)))
              .findFirst()
              .orElse(1.0));
    }

    private static Stream<Double> quality(String text) {
      try {
        return Stream.of(Double.valueOf(text));
      } catch (NumberFormatException e) {
        return Stream.empty(); // As if it were not there.
      }
    }
  }
}
