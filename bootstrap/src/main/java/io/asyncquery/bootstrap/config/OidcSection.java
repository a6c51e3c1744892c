package io.asyncquery.bootstrap.config;

import io.asyncquery.application.FederatedUsers.GroupRole;
import io.asyncquery.rest.oidc.OidcSettings;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whose tokens sign users in, and what they may. */
public record OidcSection(
    @Setting(
            "The issuer, letter by letter as its tokens and its page"
                + " /.well-known/openid-configuration name it; https, but on this machine.")
        String issuer,
    @Setting("The audience that a token must be for: a name of this server, known to the issuer.")
        String audience,
    @Setting(
            value =
                "The claim that names the user: one that the issuer gives nobody else, ever. Here"
                    + " users are called oidc: and that name.",
            defaultsTo = "sub")
        String nameClaim,
    @Setting(
            value =
                "The claim with the groups of the user, a text or a list of texts; dots lead into"
                    + " objects, as in realm_access.roles.",
            defaultsTo = "groups")
        String groupsClaim,
    @Setting(
            value = "How far the clocks of the issuer and of this machine may be apart.",
            defaultsTo = "30s",
            min = "0s",
            max = "5m")
        Duration clockSkew,
    @Setting(
            value =
                "The algorithms of signatures that are believed, of RS256, RS384, RS512, PS256,"
                    + " PS384, PS512, ES256, ES384 and ES512.",
            absence = "RS256, PS256 and ES256")
        Optional<List<String>> algorithms,
    @Setting("What users may, by their groups. Groups that are not named give nothing.")
        Map<String, OidcGroupSection> groups) {

  private static final Set<String> ALGORITHMS = Set.of("RS256", "PS256", "ES256");

  public OidcSection {
    algorithms = algorithms.map(List::copyOf);
    groups = Map.copyOf(groups);
    var _ = settings(issuer, audience, nameClaim, groupsClaim, clockSkew, algorithms);
  }

  public OidcSettings settings() {
    return settings(issuer, audience, nameClaim, groupsClaim, clockSkew, algorithms);
  }

  private static OidcSettings settings(
      String issuer,
      String audience,
      String nameClaim,
      String groupsClaim,
      Duration clockSkew,
      Optional<List<String>> algorithms) {
    return new OidcSettings(
        URI.create(issuer),
        audience,
        nameClaim,
        groupsClaim,
        clockSkew,
        algorithms.map(Set::copyOf).orElse(ALGORITHMS));
  }

  /** What the members of each group may. */
  public Map<String, GroupRole> roles() {
    Map<String, GroupRole> roles = new HashMap<>();
    groups.forEach((name, group) -> roles.put(name, group.role()));
    return roles;
  }
}
