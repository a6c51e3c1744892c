package io.asyncquery.rest.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;

/**
 * A real provider of OpenID Connect, Spring's Authorization Server, on a free port of this machine.
 * It gives tokens for the audience {@link #AUDIENCE} to its clients, whose secrets are their names:
 * {@code ANALYST} of the group analysts, {@code OPERATOR} of operators, and {@code STRANGER} of
 * none.
 */
public final class Provider implements AutoCloseable {

  public static final String AUDIENCE = "asyncquery";

  private static final Map<String, List<String>> GROUPS =
      Map.of(
          "ANALYST", List.of("analysts", "people"),
          "OPERATOR", List.of("operators"),
          "STRANGER", List.of("people"));

  private final AtomicReference<RSAKey> key = new AtomicReference<>(newKey());
  private final AtomicInteger keyRequests = new AtomicInteger();
  private final AnnotationConfigApplicationContext spring =
      new AnnotationConfigApplicationContext();
  private final Tomcat tomcat = new Tomcat();
  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private boolean closed;

  public Provider() throws Exception {
    JWKSource<SecurityContext> keys = (selector, _) -> selector.select(new JWKSet(key.get()));
    spring.getBeanFactory().registerSingleton("keys", keys);
    spring.registerBean(RegisteredClientRepository.class, Provider::clients);
    spring.registerBean(
        AuthorizationServerSettings.class, () -> AuthorizationServerSettings.builder().build());
    spring.registerBean(
        JwtDecoder.class, () -> OAuth2AuthorizationServerConfiguration.jwtDecoder(keys));
    spring.register(Security.class);
    spring.refresh();
    tomcat.setBaseDir(new File("target/tomcat").getAbsolutePath());
    tomcat.setPort(0);
    tomcat.setSilent(true);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext("", null);
    add(
        context,
        "count",
        (request, response, chain) -> {
          if (request instanceof HttpServletRequest call
              && call.getRequestURI().equals("/oauth2/jwks")) {
            keyRequests.incrementAndGet();
          }
          chain.doFilter(request, response);
        });
    add(context, "security", spring.getBean("springSecurityFilterChain", Filter.class));
    Tomcat.addServlet(context, "nothing", new HttpServlet() {}).addMapping("/");
    tomcat.start();
    port = tomcat.getConnector().getLocalPort();
  }

  private static void add(Context context, String name, Filter filter) {
    FilterDef definition = new FilterDef();
    definition.setFilterName(name);
    definition.setFilter(filter);
    context.addFilterDef(definition);
    FilterMap map = new FilterMap();
    map.setFilterName(name);
    map.addURLPattern("/*");
    context.addFilterMap(map);
  }

  /** What answers as the provider. */
  @EnableWebSecurity
  static class Security {
    @Bean
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
      return http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults()))
          .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
          .build();
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims() {
      return context ->
          context
              .getClaims()
              .audience(List.of(AUDIENCE))
              .claim(
                  "groups", GROUPS.getOrDefault(context.getRegisteredClient().getId(), List.of()));
    }
  }

  private static RegisteredClientRepository clients() {
    return new InMemoryRegisteredClientRepository(
        GROUPS.keySet().stream()
            .map(name ->
                RegisteredClient.withId(name)
                    .clientId(name)
                    .clientSecret("{noop}" + name)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                    .build())
            .toList());
  }

  private static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048)
          .keyUse(KeyUse.SIGNATURE)
          .keyID(UUID.randomUUID().toString())
          .generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  public URI issuer() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** The key that tokens are signed with now, with its private half. */
  public RSAKey key() {
    return key.get();
  }

  /** Signs with another key from now on; the one before is published no more. */
  public void rotate() {
    key.set(newKey());
  }

  /** How often its keys were asked for. */
  public int keyRequests() {
    return keyRequests.get();
  }

  /** A new token, by the provider's own endpoint. */
  public String token(String client) throws Exception {
    byte[] secret = (client + ":" + client).getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(issuer().resolve("/oauth2/token"))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(secret))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build(),
            BodyHandlers.ofString());
    return JSONObjectUtils.getString(JSONObjectUtils.parse(answer.body()), "access_token");
  }

  /** As often as one likes. */
  @Override
  public void close() throws LifecycleException {
    if (closed) {
      return;
    }
    closed = true;
    http.close();
    tomcat.stop();
    tomcat.destroy();
    spring.close();
  }
}
