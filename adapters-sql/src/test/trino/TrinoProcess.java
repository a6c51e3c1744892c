import com.google.inject.Key;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.trino.plugin.memory.MemoryPlugin;
import io.trino.plugin.tpch.TpchPlugin;
import io.trino.server.security.PasswordAuthenticatorManager;
import io.trino.server.testing.TestingTrinoServer;
import io.trino.spi.security.AccessDeniedException;
import io.trino.spi.security.BasicPrincipal;
import io.trino.spi.security.PasswordAuthenticator;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.TestingSession;
import java.lang.reflect.Field;
import java.util.Map;

/**
 * A coordinator and a worker in a process of their own, which ends with the one that started it:
 * run from source on the class path that the build writes. Arguments: a key store, its password,
 * the key of JSON Web Tokens, the one user and the password. Says where it listens in a line of its
 * log.
 */
public final class TrinoProcess {

  public static void main(String[] args) throws Exception {
    var runner =
        DistributedQueryRunner.builder(
                TestingSession.testSessionBuilder()
                    .setCatalog("memory")
                    .setSchema("default")
                    .build())
            .setWorkerCount(1)
            .setCoordinatorProperties(
                Map.of(
                    "http-server.https.enabled",
                    "true",
                    "http-server.https.port",
                    "0",
                    "http-server.https.keystore.path",
                    args[0],
                    "http-server.https.keystore.key",
                    args[1],
                    "http-server.authentication.type",
                    "PASSWORD,JWT",
                    "http-server.authentication.jwt.key-file",
                    args[2],
                    "http-server.authentication.allow-insecure-over-http",
                    "true",
                    "password-authenticator.config-files",
                    args[2]))
            .withProtocolSpooling("json")
            .setSystemAccessControl("file", Map.of("security.config-file", args[5]))
            .build();
    stopTracing(runner);
    runner.installPlugin(new TpchPlugin());
    runner.createCatalog("tpch", "tpch", Map.of("tpch.splits-per-node", "2"));
    runner.installPlugin(new MemoryPlugin());
    runner.createCatalog("memory", "memory", Map.of("memory.max-data-per-node", "1GB"));
    TestingTrinoServer coordinator = runner.getCoordinator();
    coordinator
        .getInstance(Key.get(PasswordAuthenticatorManager.class))
        .setAuthenticators(onlyUser(args[3], args[4]));
    System.out.println(
        "LISTENING "
            + coordinator.getBaseUrl().getPort()
            + " "
            + coordinator.getHttpsBaseUrl().getPort()
            + " .");
    while (System.in.read() >= 0) {
      // The end of the other process is the end of its pipe.
    }
    System.exit(0);
  }

  /** It keeps a trace of whatever it did, for ever: within minutes nothing else finds room. */
  private static void stopTracing(DistributedQueryRunner runner)
      throws ReflectiveOperationException {
    Field exporter = DistributedQueryRunner.class.getDeclaredField("spanExporter");
    exporter.setAccessible(true);
    ((InMemorySpanExporter) exporter.get(runner)).shutdown();
  }

  private static PasswordAuthenticator onlyUser(String name, String password) {
    return (user, given) -> {
      if (user.equals(name) && given.equals(password)) {
        return new BasicPrincipal(user);
      }
      throw new AccessDeniedException("Unknown");
    };
  }
}
