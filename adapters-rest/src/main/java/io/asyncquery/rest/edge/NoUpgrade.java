package io.asyncquery.rest.edge;

import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpEvents.IncomingHttpUpgradeEvent;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.NetworkListener;

/**
 * Goes on in HTTP/1.1 with a client that offers another protocol, as the JDK's own client does with
 * every first request. Grizzly alone would take such a request for one without a body and answer
 * without most headers.
 */
public final class NoUpgrade extends BaseFilter implements AddOn {

  @Override
  public void setup(NetworkListener listener, FilterChainBuilder chain) {
    chain.add(this);
  }

  @Override
  public NextAction handleEvent(FilterChainContext context, FilterChainEvent event) {
    if (event instanceof IncomingHttpUpgradeEvent offer) {
      HttpHeader header = offer.getHttpHeader();
      header.getUpgradeDC().recycle();
      header.setIgnoreContentModifiers(false);
    }
    return context.getInvokeAction();
  }
}
