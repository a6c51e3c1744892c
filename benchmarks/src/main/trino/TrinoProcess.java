import io.trino.plugin.memory.MemoryPlugin;
import io.trino.plugin.tpch.TpchPlugin;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.TestingSession;
import java.util.Map;

/**
 * A Trino server of one node, with results in spooled segments on its own disk, until its input
 * ends: run from source on the class path of such a server. Says where it listens in a line of its
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
            .setWorkerCount(0)
            .withProtocolSpooling("json")
            .build();
    runner.installPlugin(new TpchPlugin());
    runner.createCatalog("tpch", "tpch", Map.of());
    runner.installPlugin(new MemoryPlugin());
    runner.createCatalog("memory", "memory", Map.of("memory.max-data-per-node", "2GB"));
    System.out.println("LISTENING " + runner.getCoordinator().getBaseUrl().getPort() + " .");
    while (System.in.read() >= 0) {
      // The end of the other process is the end of its pipe.
    }
    System.exit(0);
  }
}
