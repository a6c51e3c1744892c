package io.asyncquery.bootstrap.config;

import static io.asyncquery.bootstrap.config.Documents.bind;
import static io.asyncquery.bootstrap.config.Documents.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.FederatedUsers.GroupRole;
import io.asyncquery.domain.Grants;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.ProjectRole;
import io.asyncquery.domain.VisibleTables;
import io.asyncquery.domain.VisibleTables.Table;
import io.asyncquery.rest.oidc.OidcSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The section of a provider. */
class OidcSectionTest {

  private static final ProjectName SALES = new ProjectName("sales");

  private static OidcSection section(String more) throws ConfigurationException {
    return bind(OidcSection.class, "issuer: https://login.example.com\naudience: export\n" + more);
  }

  @Test
  void needs_an_issuer_an_audience_and_groups() throws Exception {
    assertEquals(
        new OidcSettings(
            URI.create("https://login.example.com"),
            "export",
            "sub",
            "groups",
            Duration.ofSeconds(30),
            Set.of("RS256", "PS256", "ES256")),
        section("groups: {a: {administrator: true}}").settings());
    assertEquals(3, problems(OidcSection.class, "{}").size());
  }

  @Test
  void takes_every_setting() throws Exception {
    assertEquals(
        new OidcSettings(
            URI.create("https://login.example.com"),
            "export",
            "email",
            "realm_access.roles",
            Duration.ofMinutes(1),
            Set.of("ES384", "PS512")),
        section(
                """
                nameClaim: email
                groupsClaim: realm_access.roles
                clockSkew: 1m
                algorithms: [ES384, PS512]
                groups: {a: {administrator: true}}
                """)
            .settings());
  }

  @Test
  void grants_to_groups_what_can_be_granted_to_users() throws Exception {
    Map<String, GroupRole> roles =
        section(
                """
                groups:
                  operators: {administrator: true}
                  analysts: {grants: {sales: admin, "*": query}}
                  clerks: {grants: {sales: {role: query, tables: {orders: [id]}}}}
                """)
            .roles();

    VisibleTables.Only orders =
        new VisibleTables.Only(List.of(new Table(List.of("orders"), Optional.of(Set.of("id")))));
    assertEquals(
        Map.of(
            "operators",
            new GroupRole(true, Grants.NONE),
            "analysts",
            new GroupRole(false, new Grants(Map.of(SALES, ProjectRole.ADMIN), true)),
            "clerks",
            new GroupRole(
                false, new Grants(Map.of(SALES, ProjectRole.QUERY), false, Map.of(SALES, orders)))),
        roles);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "issuer: http://login.example.com, audience: a, groups: {a: {}} | no URL that begins with"
            + " https://",
        "issuer: login.example.com, audience: a, groups: {a: {}} | no URL that begins with"
            + " https://",
        "issuer: 'https://a.example.com?x=1', audience: a, groups: {a: {}} | has a query",
        "issuer: https://a.example.com, audience: a, groups: {} | must have one entry at least",
        "issuer: https://a.example.com, audience: a, groups: {a: {}}, algorithms: [HS256] |"
            + " algorithms [HS256]",
        "issuer: https://a.example.com, audience: a, groups: {a: {}}, algorithms: none |"
            + " algorithms [none]",
        "issuer: https://a.example.com, audience: a, groups: {a: {}}, clockSkew: 1h | clockSkew",
        "issuer: https://a.example.com, audience: a, groups: {a: {grants: {'*': admin}}} | grants"
            + " admin to ['*']",
        "issuer: https://a.example.com, audience: a, groups: {a: {administrator: true, grants:"
            + " {s: {role: query, tables: {t: a}}}}} | restricts the [tables]"
      })
  void tells_what_is_wrong(String yaml, String problem) {
    String said = problems(OidcSection.class, "{" + yaml + "}").toString();

    assertTrue(said.contains(problem), said);
  }
}
