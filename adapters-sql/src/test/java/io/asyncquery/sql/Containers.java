package io.asyncquery.sql;

import java.time.Duration;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.WaitStrategy;

/** Servers in containers, for the tests that run where Docker is. */
public final class Containers {

  public static final String CAN_RUN = "io.asyncquery.sql.Containers#canRun";
  public static final String NO_DOCKER = "Docker is not there";

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private Containers() {}

  /** Whether Docker is there. */
  public static boolean canRun() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  /**
   * A server that listens, to be stopped by the caller.
   *
   * @param image with its version
   * @param port within the container; on this machine it is another one
   */
  @SuppressWarnings("resource") // The caller's to stop.
  public static GenericContainer<?> start(
      String image, int port, Map<String, String> environment, WaitStrategy ready) {
    GenericContainer<?> container =
        new GenericContainer<>(image)
            .withExposedPorts(port)
            .withEnv(environment)
            .waitingFor(ready.withStartupTimeout(PATIENCE));
    container.start();
    return container;
  }
}
