package io.asyncquery.rest.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import io.asyncquery.rest.oidc.ProviderTokens.Genuine;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token says of its user.
 *
 * @param nameClaim see {@link OidcSettings}
 * @param groupsClaim likewise
 */
record Claims(String nameClaim, String groupsClaim) {

  private static final int MAX_NAME_LENGTH = 255;

  /** Nothing where the name is none, or the groups are of another form. */
  Optional<Genuine> read(JWTClaimsSet claims) {
    Map<String, Object> all = claims.getClaims();
    return name(find(all, nameClaim))
        .flatMap(name -> groups(find(all, groupsClaim)).map(groups -> new Genuine(name, groups)));
  }

  /** As it stands: to make a name of another one would be to take somebody for somebody else. */
  private static Optional<String> name(@Nullable Object claim) {
    return claim instanceof String name
            && !name.isBlank()
            && name.equals(name.strip())
            && name.length() <= MAX_NAME_LENGTH
            && name.codePoints().noneMatch(Claims::isUnseen)
        ? Optional.of(name)
        : Optional.empty();
  }

  /** What makes two names look alike, or a line of a log two. */
  private static boolean isUnseen(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  /** A text alone is one group; whoever is in none has no such claim. */
  private static Optional<Set<String>> groups(@Nullable Object claim) {
    return switch (claim) {
      case null -> Optional.of(Set.of());
      case String group -> Optional.of(Set.of(group));
      case Collection<?> several -> {
        Set<String> groups = new HashSet<>();
        for (Object one : several) {
          if (one instanceof String group) {
            groups.add(group);
          }
        }
        yield several.stream().allMatch(String.class::isInstance)
            ? Optional.of(groups)
            : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  /** A claim of that very name, or else the one that its dots lead to. */
  private static @Nullable Object find(Map<?, ?> claims, String path) {
    Object found = claims.get(path);
    int dot = path.indexOf('.');
    if (found != null || dot < 0) {
      return found;
    }
    return claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
        ? find(inner, path.substring(dot + 1))
        : null;
  }
}
