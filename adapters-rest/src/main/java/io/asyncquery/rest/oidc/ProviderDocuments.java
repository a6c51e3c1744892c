package io.asyncquery.rest.oidc;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads what the provider tells of itself (OpenID Connect Discovery 1.0), and its keys. */
final class ProviderDocuments implements SigningKeys.Origin {

  /** For a document, from the first packet to the last. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int MAX_BYTES = 512 << 10;
  private static final int MIN_RSA_BITS = 2048;

  private final URI issuer;

  ProviderDocuments(URI issuer) {
    this.issuer = issuer;
  }

  /** The public keys that signatures may be checked with. */
  @Override
  public JWKSet fetch() throws IOException {
    try {
      URI keys = keysAddress(JSONObjectUtils.parse(get(descriptionAddress())));
      JWKSet set = JWKSet.parse(get(keys)).toPublicJWKSet();
      return new JWKSet(set.getKeys().stream().filter(ProviderDocuments::isToSign).toList());
    } catch (ParseException | IllegalArgumentException e) {
      throw new IOException("what the provider sends cannot be understood", e);
    }
  }

  private URI descriptionAddress() {
    String base = issuer.toString();
    String slash = base.endsWith("/") ? "" : "/";
    return URI.create(base + slash + ".well-known/openid-configuration");
  }

  private URI keysAddress(Map<String, Object> description) throws IOException, ParseException {
    if (!Objects.equals(description.get("issuer"), issuer.toString())) {
      throw new IOException("the provider calls itself otherwise than [oidc.issuer] does");
    }
    URI keys = JSONObjectUtils.getURI(description, "jwks_uri");
    if (keys == null) {
      throw new IOException("the provider names no [jwks_uri]");
    }
    OidcSettings.requireProtected(keys);
    return keys;
  }

  private static boolean isToSign(JWK key) {
    boolean toSign = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
    return toSign && !(key instanceof RSAKey rsa && rsa.size() < MIN_RSA_BITS);
  }

  /** A client for each call: calls are minutes apart, and what hangs goes with it. */
  @SuppressWarnings("resource") // To close it would be to wait for what hangs.
  private static String get(URI address) throws IOException {
    HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    try {
      HttpResponse<byte[]> answer =
          http.sendAsync(
                  HttpRequest.newBuilder(address).header("Accept", "application/json").build(),
                  BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES))
              .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (answer.statusCode() != 200) {
        throw new IOException("[" + address + "] answers with " + answer.statusCode());
      }
      return new String(answer.body(), StandardCharsets.UTF_8);
    } catch (TimeoutException e) {
      throw new IOException("[" + address + "] does not answer in time", e);
    } catch (ExecutionException e) {
      throw new IOException("[" + address + "] cannot be read: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      http.shutdownNow();
    }
  }
}
