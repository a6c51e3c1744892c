package io.asyncquery.benchmarks.peer;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * A program that answers one path with one JSON text: what Jersey on Grizzly costs where nothing is
 * looked up, checked or rendered. Connections and threads are set up as in the product.
 */
public final class BareServer {

  private static final int THREADS = 32;

  private BareServer() {}

  /** Serves at the port of this machine's own address that the argument names, until ended. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    HttpServer server =
        GrizzlyHttpServerFactory.createHttpServer(
            URI.create("http://127.0.0.1:" + arguments[0] + "/"),
            new ResourceConfig(StatusResource.class),
            false);
    for (NetworkListener listener : server.getListeners()) {
      listener.getKeepAlive().setMaxRequestsCount(-1);
      listener.getFileCache().setEnabled(false);
      listener
          .getTransport()
          .setWorkerThreadPoolConfig(
              ThreadPoolConfig.defaultConfig().setCorePoolSize(THREADS).setMaxPoolSize(THREADS));
    }
    server.start();
    new CountDownLatch(1).await();
  }

  /** The text, as long as the product's answer. */
  @Path("status")
  public static final class StatusResource {

    private static final String STATUS =
        "{\"code\":\"000\",\"data\":{\"queryID\":\"43eeb967-e76a-4214-8932-70594d454013\","
            + "\"status\":\"SUCCESSFUL\",\"info\":\"await fetching results\"},\"msg\":\"\"}";

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String status() {
      return STATUS;
    }
  }
}
