package io.asyncquery.rest.oidc;

import static java.lang.System.Logger.Level.DEBUG;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells whose a token of the provider is (RFC 7519, RFC 8725, RFC 9068). */
public final class ProviderTokens {

  private static final System.Logger LOG = System.getLogger(ProviderTokens.class.getName());
  private static final Pattern SIGNED =
      Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

  private final SigningKeys keys;
  private final Claims claims;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  public ProviderTokens(OidcSettings settings, Clock clock) {
    this(settings, new ProviderDocuments(settings.issuer()), clock);
  }

  ProviderTokens(OidcSettings settings, SigningKeys.Origin origin, Clock clock) {
    this.keys = new SigningKeys(origin, clock);
    this.claims = new Claims(settings.nameClaim(), settings.groupsClaim());
    Set<JWSAlgorithm> algorithms =
        settings.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWTClaimsSetVerifier(new Verifier(settings, clock));
  }

  /** What becomes of a token. */
  public sealed interface Verdict {}

  /** It is the provider's, for this server, and of this time. */
  public record Genuine(String name, Set<String> groups) implements Verdict {}

  /** It opens nothing. */
  public record Refused() implements Verdict {}

  /** Nothing is known of it, since the provider's keys cannot be had. */
  public record Unavailable() implements Verdict {}

  /** Whether {@code token} has the form of one. */
  public static boolean isOne(String token) {
    return SIGNED.matcher(token).matches();
  }

  /** Fetches the keys before the first token needs them. */
  public void prepare() {
    keys.fetch();
  }

  /** Looks at everything that a token says. */
  public Verdict verify(String token) {
    try {
      return claims
          .read(processor.process(token, null))
          .<Verdict>map(user -> user)
          .orElseGet(() -> refused("no usable name of a user, or groups that are no texts"));
    } catch (KeySourceException e) {
      return new Unavailable();
    } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
      return refused(String.valueOf(e.getMessage()));
    }
  }

  private static Verdict refused(String reason) {
    LOG.log(DEBUG, "A token of the provider opens nothing: {0}", reason);
    return new Refused();
  }

  /** The time is that of the clock given. */
  private static final class Verifier extends DefaultJWTClaimsVerifier<SecurityContext> {

    private final Clock clock;

    Verifier(OidcSettings settings, Clock clock) {
      super(
          settings.audience(),
          new JWTClaimsSet.Builder().issuer(settings.issuer().toString()).build(),
          Set.of("exp"));
      this.clock = clock;
      setMaxClockSkew((int) settings.clockSkew().toSeconds());
    }

    @Override
    protected Date currentTime() {
      return Date.from(clock.instant());
    }
  }
}
