package io.asyncquery.bootstrap.server;

import static java.lang.System.Logger.Level.ERROR;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened, to be closed in reverse. One that cannot be closed does not keep the others. */
final class Opened implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Opened.class.getName());

  private final Deque<AutoCloseable> resources = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T resource) {
    resources.push(resource);
    return resource;
  }

  @Override
  public void close() {
    while (!resources.isEmpty()) {
      AutoCloseable resource = resources.pop();
      try {
        resource.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        LOG.log(ERROR, "[" + resource.getClass().getSimpleName() + "] could not be closed", e);
      }
    }
  }
}
