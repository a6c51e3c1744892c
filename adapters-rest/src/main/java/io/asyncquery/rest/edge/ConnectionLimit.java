package io.asyncquery.rest.edge;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.NetworkListener;

/** Closes connections beyond a number as soon as they come, before TLS costs anything. */
public final class ConnectionLimit extends BaseFilter implements AddOn {

  private static final int BEHIND_THE_TRANSPORT = 1;

  private final int max;
  private final Set<Connection<?>> open = ConcurrentHashMap.newKeySet();

  /**
   * @param max at a time, 1 or more
   */
  public ConnectionLimit(int max) {
    this.max = max;
  }

  @Override
  public void setup(NetworkListener listener, FilterChainBuilder chain) {
    chain.add(BEHIND_THE_TRANSPORT, this);
  }

  @Override
  public NextAction handleAccept(FilterChainContext context) {
    Connection<?> connection = context.getConnection();
    if (open.size() >= max) {
      connection.closeSilently();
      return context.getStopAction();
    }
    open.add(connection);
    return context.getInvokeAction();
  }

  @Override
  public NextAction handleClose(FilterChainContext context) {
    open.remove(context.getConnection());
    return context.getInvokeAction();
  }
}
