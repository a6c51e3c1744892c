package io.asyncquery.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.asyncquery.application.ApiTokens;
import io.asyncquery.application.port.AuditEvent;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.TokenScope;
import io.asyncquery.rest.oidc.OidcSettings;
import io.asyncquery.rest.oidc.Provider;
import io.asyncquery.rest.oidc.ProviderTokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sign-in by the tokens of a real provider, and by what only looks like one. */
class OidcTest {

  private static final String NOWHERE = "/43eeb967-e76a-4214-8932-70594d454013/status";
  private static final String SUBMISSION = "{\"sql\":\"select two rows\"}";

  private Provider provider;
  private Service service;

  @BeforeEach
  void start() throws Exception {
    provider = new Provider();
    service = new Service(settings("sub"));
    service.clock.advance(Duration.between(service.clock.instant(), Instant.now()));
  }

  @AfterEach
  void close() throws Exception {
    service.close();
    provider.close();
  }

  private OidcSettings settings(String nameClaim) {
    return new OidcSettings(
        provider.issuer(),
        Provider.AUDIENCE,
        nameClaim,
        "groups",
        Duration.ofSeconds(30),
        Set.of("RS256", "ES256"));
  }

  private Client bearer(String token) {
    return service.anonymous().with("Authorization", "Bearer " + token);
  }

  private JWTClaimsSet.Builder claims() {
    Instant now = service.clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(provider.issuer().toString())
        .audience(Provider.AUDIENCE)
        .subject("forger")
        .claim("groups", List.of("operators"))
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(300)));
  }

  private String signed(JWTClaimsSet.Builder claims) throws JOSEException {
    return signed(claims, provider.key(), provider.key().getKeyID());
  }

  private static String signed(JWTClaimsSet.Builder claims, RSAKey key, @Nullable String keyId)
      throws JOSEException {
    return signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build(), claims, key);
  }

  private static String signed(JWSHeader header, JWTClaimsSet.Builder claims, RSAKey key)
      throws JOSEException {
    SignedJWT token = new SignedJWT(header, claims.build());
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  private static void assertRefused(Answer answer, String what) {
    assertEquals(401, answer.status(), what);
    assertEquals("KE-010003208", answer.field("code"), what);
    assertEquals("The token is wrong, expired or revoked", answer.field("msg"), what);
  }

  @Test
  void a_token_of_the_provider_lets_its_user_do_what_the_groups_say() throws Exception {
    Client analyst = bearer(provider.token("ANALYST"));
    Answer submitted = analyst.submit(SUBMISSION);
    QueryId id = QueryId.parse(submitted.field("queryID")).orElseThrow();
    service.await(id);

    assertEquals("oidc:ANALYST", service.recorded(submitted, "queryID").submitter());
    assertEquals(Service.TWO_ROWS_CSV, analyst.get("/" + id + "/result").text());
    Client stranger = bearer(provider.token("STRANGER"));
    assertEquals("MISSING", stranger.get("/" + id + "/status").field("status"));
    QueryId theirs = QueryId.parse(stranger.submit(SUBMISSION).field("queryID")).orElseThrow();
    service.await(theirs);
    assertEquals(
        "Project 'DEFAULT' does not exist;", stranger.get("/" + theirs + "/status").field("info"));
    Client operator = bearer(provider.token("OPERATOR"));
    assertEquals("SUCCESSFUL", operator.get("/" + id + "/status").field("status"));
    assertEquals("MISSING", analyst.get("/" + theirs + "/status").field("status"));
  }

  @Test
  void keys_that_are_rotated_are_fetched_and_those_before_open_nothing_any_more() throws Exception {
    String before = provider.token("ANALYST");
    assertEquals(200, bearer(before).get(NOWHERE).status());

    provider.rotate();
    String after = provider.token("ANALYST");
    assertRefused(bearer(after).get(NOWHERE), "fetched just now");
    service.clock.advance(Duration.ofSeconds(31));

    assertEquals(200, bearer(after).get(NOWHERE).status());
    assertRefused(bearer(before).get(NOWHERE), "of a key that is withdrawn");
    assertEquals(2, provider.keyRequests());
  }

  @Test
  void tokens_that_name_unknown_keys_do_not_make_the_server_ask_without_end() throws Exception {
    assertEquals(200, bearer(signed(claims())).get(NOWHERE).status());
    RSAKey other = new RSAKeyGenerator(2048).generate();
    for (int at = 0; at < 20; at++) {
      bearer(signed(claims(), other, "unknown-" + at)).get(NOWHERE);
    }
    assertEquals(1, provider.keyRequests());
    assertEquals(200, bearer(signed(claims())).get(NOWHERE).status());
  }

  @Test
  void what_is_not_signed_by_the_provider_for_this_server_and_this_time_opens_nothing()
      throws Exception {
    Instant now = service.clock.instant();
    RSAKey key = provider.key();
    RSAKey other = new RSAKeyGenerator(2048).generate();
    Map<String, String> forged = new LinkedHashMap<>();
    forged.put("of another issuer", signed(claims().issuer("https://other.example.com")));
    forged.put("of no issuer", signed(claims().issuer(null)));
    forged.put("with a slash more", signed(claims().issuer(provider.issuer() + "/")));
    forged.put("for somebody else", signed(claims().audience("other")));
    forged.put("for nobody", signed(claims().audience((String) null)));
    forged.put("expired", signed(claims().expirationTime(Date.from(now.minusSeconds(31)))));
    forged.put("without an end", signed(claims().expirationTime(null)));
    forged.put("not yet valid", signed(claims().notBeforeTime(Date.from(now.plusSeconds(35)))));
    forged.put("without a name", signed(claims().subject(null)));
    forged.put("with an empty name", signed(claims().subject(" ")));
    forged.put("with a name of two lines", signed(claims().subject("ann\nben")));
    forged.put("with a name that looks like another", signed(claims().subject("ann\u200b")));
    forged.put("with a name too long", signed(claims().subject("a".repeat(256))));
    forged.put("with groups that are none", signed(claims().claim("groups", List.of(1, 2))));
    forged.put("with a group that is an object", signed(claims().claim("groups", Map.of("a", 1))));
    forged.put("by another key", signed(claims(), other, "other"));
    forged.put("by another key under the provider's name", signed(claims(), other, key.getKeyID()));
    forged.put("by another key without a name", signed(claims(), other, null));
    forged.put(
        "with its own key in the head",
        signed(
            new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(other.toPublicJWK()).build(),
            claims(),
            other));
    forged.put(
        "by an algorithm that is not allowed",
        signed(
            new JWSHeader.Builder(JWSAlgorithm.RS512).keyID(key.getKeyID()).build(),
            claims(),
            key));
    forged.put(
        "of another type",
        signed(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key.getKeyID())
                .type(new JOSEObjectType("logout+jwt"))
                .build(),
            claims(),
            key));
    forged.put(
        "with something critical that is unknown",
        signed(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key.getKeyID())
                .criticalParams(Set.of("http://example.com/x"))
                .customParam("http://example.com/x", true)
                .build(),
            claims(),
            key));
    forged.put("without a signature", new PlainJWT(claims().build()).serialize());
    String genuine = signed(claims().subject("ann"));
    String[] parts = genuine.split("\\.", -1);
    forged.put("whose signature was cut off", parts[0] + "." + parts[1] + ".");
    forged.put(
        "whose head says none",
        text("{\"alg\":\"none\",\"kid\":\"%s\"}".formatted(key.getKeyID()))
            + "."
            + parts[1]
            + "."
            + parts[2]);
    forged.put(
        "whose payload was changed",
        parts[0] + "." + text(claims().subject("ADMIN").build().toString()) + "." + parts[2]);
    forged.put(
        "with the public key as a secret", signedByPublicKey(key, key.toPublicJWK().toString()));
    forged.put(
        "with the public key in PEM as a secret",
        signedByPublicKey(
            key,
            "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(key.toRSAPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n"));
    forged.put("of no JSON", text("{") + "." + text("{") + "." + parts[2]);

    ProviderTokens tokens = new ProviderTokens(settings("sub"), service.clock);
    forged.forEach((what, token) ->
        assertInstanceOf(ProviderTokens.Refused.class, tokens.verify(token), what));
    assertEquals(new ProviderTokens.Genuine("ann", Set.of("operators")), tokens.verify(genuine));
    assertRefused(bearer(forged.get("whose head says none")).get(NOWHERE), "none");
    assertEquals(
        List.of(new AuditEvent.SignInFailed("", "127.0.0.1", "token")), service.audit.events());
  }

  @Test
  void names_and_groups_are_taken_from_the_claims_that_the_settings_name() throws Exception {
    OidcSettings other =
        new OidcSettings(
            provider.issuer(),
            Provider.AUDIENCE,
            "preferred_username",
            "realm_access.roles",
            Duration.ZERO,
            Set.of("RS256"));
    ProviderTokens tokens = new ProviderTokens(other, service.clock);

    assertEquals(
        new ProviderTokens.Genuine("Ann Müller", Set.of("a", "b")),
        tokens.verify(
            signed(
                claims()
                    .claim("preferred_username", "Ann Müller")
                    .claim("realm_access", Map.of("roles", List.of("a", "b"))))));
    assertEquals(
        new ProviderTokens.Genuine("ann", Set.of("c")),
        tokens.verify(
            signed(
                claims()
                    .claim("preferred_username", "ann")
                    .claim("realm_access.roles", "c")
                    .claim("realm_access", Map.of("roles", List.of("a"))))));
    assertInstanceOf(ProviderTokens.Refused.class, tokens.verify(signed(claims())));
  }

  private String signedByPublicKey(RSAKey key, String secret) throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
            claims().build());
    token.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
    return token.serialize();
  }

  private static String text(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void clocks_may_be_a_little_apart() throws Exception {
    Instant now = service.clock.instant();

    String justExpired = signed(claims().expirationTime(Date.from(now.minusSeconds(25))));
    String soonValid = signed(claims().notBeforeTime(Date.from(now.plusSeconds(25))));

    assertEquals(200, bearer(justExpired).get(NOWHERE).status());
    assertEquals(200, bearer(soonValid).get(NOWHERE).status());
  }

  @Test
  void a_user_of_the_provider_is_never_the_configured_one_of_the_same_name() throws Exception {
    QueryId anns = service.successful();
    Client namesake = bearer(signed(claims().subject("ANN").claim("groups", "analysts")));

    assertEquals("MISSING", namesake.get("/" + anns + "/status").field("status"));
    Answer submitted = namesake.submit(SUBMISSION);
    assertEquals("oidc:ANN", service.recorded(submitted, "queryID").submitter());
    String theirs = submitted.field("queryID");
    assertEquals("MISSING", service.ann().get("/" + theirs + "/status").field("status"));
    Client prefixed = bearer(signed(claims().subject("oidc:ANN").claim("groups", "analysts")));
    assertEquals("MISSING", prefixed.get("/" + theirs + "/status").field("status"));
  }

  @Test
  void the_other_ways_to_sign_in_stay() throws Exception {
    ApiTokens.Issued token =
        service.tokens.issue(
            new ApiTokens.Wish("ANN", "", TokenScope.QUERY, Optional.empty(), Duration.ofDays(1)));

    assertEquals(200, bearer(token.secret()).get(NOWHERE).status());
    assertEquals(200, service.ann().get(NOWHERE).status());
    assertRefused(bearer("aq_" + "A".repeat(43)).get(NOWHERE), "no token of ours");
    assertRefused(bearer("nonsense").get(NOWHERE), "no token at all");
  }

  @Test
  void while_the_provider_is_away_its_keys_are_trusted_for_an_hour_and_then_nobody_is()
      throws Exception {
    assertEquals(200, bearer(signed(claims())).get(NOWHERE).status());
    String token = signed(claims().expirationTime(Date.from(Instant.now().plusSeconds(36_000))));
    provider.close();

    service.clock.advance(Duration.ofMinutes(59));
    assertEquals(200, bearer(token).get(NOWHERE).status());
    service.clock.advance(Duration.ofMinutes(2));

    assertUnavailable(bearer(token).get(NOWHERE));
    assertEquals(200, service.ann().get(NOWHERE).status());
  }

  @Test
  void a_provider_that_is_away_from_the_start_opens_nothing_and_stops_nothing() throws Exception {
    String token = signed(claims());
    provider.close();

    assertUnavailable(bearer(token).get(NOWHERE));
    assertUnavailable(bearer(token).submit(SUBMISSION));
    assertEquals(200, service.ann().get(NOWHERE).status());
  }

  private static void assertUnavailable(Answer answer) {
    assertEquals(503, answer.status());
    assertEquals("1", answer.header("Retry-After").orElseThrow());
    assertTrue(answer.field("msg").startsWith("The provider of this token cannot be asked"));
  }
}
