package io.asyncquery.rest.edge;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpPacketParsing;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.util.MimeHeaders;

/**
 * Grizzly's reader of requests, which takes a hundred headers of each, but for those of which a
 * proxy may see the end elsewhere: they get a 400, and the connection is closed.
 */
public final class StrictHeads implements AddOn {

  private final long maxBytesToSkip;

  /**
   * @param maxBytesToSkip of a body that nobody reads
   */
  public StrictHeads(long maxBytesToSkip) {
    this.maxBytesToSkip = maxBytesToSkip;
  }

  @Override
  public void setup(NetworkListener listener, FilterChainBuilder chain) {
    Reader reader = new Reader(listener);
    reader.setAllowPayloadForUndefinedHttpMethods(true);
    reader.setMaxPayloadRemainderToSkip(maxBytesToSkip);
    chain.set(chain.indexOfType(HttpServerFilter.class), reader);
  }

  private static final class Reader extends HttpServerFilter {

    /** A host as in RFC 3986, 3.2.2, and a port: Grizzly and Jersey fail on much that is none. */
    private static final Pattern HOST =
        Pattern.compile("(?:\\[[\\w.:%~-]++\\]|[\\w.%~!$&'()*+,;=-]*+)(?::[0-9]{0,5})?");

    /** What Grizzly takes for a target with a host in it, and the part it takes for the host. */
    private static final Pattern ABSOLUTE_TARGET =
        Pattern.compile("(?is)http.*?://(?<host>[^/]*+).*");

    @SuppressWarnings("deprecation") // There is no other with these settings; Grizzly uses it too.
    Reader(NetworkListener listener) {
      super(
          listener.isChunkingEnabled(),
          listener.getMaxHttpHeaderSize(),
          listener.getKeepAlive(),
          null);
    }

    @Override
    protected boolean decodeHttpPacket(
        FilterChainContext context, HttpPacketParsing packet, Buffer input) {
      HeadLines.require(input);
      return super.decodeHttpPacket(context, packet, input);
    }

    @Override
    protected void onHttpHeadersParsed(
        HttpHeader header, MimeHeaders headers, FilterChainContext context) {
      super.onHttpHeadersParsed(header, headers, context);
      requireOneLength(header, headers);
      requireHost(((HttpRequestPacket) header).getRequestURI());
    }

    private static void requireHost(String target) {
      Matcher absolute = ABSOLUTE_TARGET.matcher(target);
      require(
          !absolute.matches() || HOST.matcher(absolute.group("host")).matches(),
          "A target whose host is none");
    }

    private static void requireOneLength(HttpHeader header, MimeHeaders headers) {
      int lengths = 0;
      int codings = 0;
      int hosts = 0;
      for (int i = 0; i < headers.size(); i++) {
        switch (headers.getName(i).toString().toLowerCase(Locale.ROOT)) {
          case "content-length" -> {
            lengths++;
            require(headers.getValue(i).toString().matches("[0-9]{1,18}"), "A length that is none");
          }
          case "transfer-encoding" -> {
            codings++;
            require(
                headers.getValue(i).toString().equalsIgnoreCase("chunked"),
                "A transfer coding that is not [chunked]");
          }
          case "host" -> {
            hosts++;
            require(HOST.matcher(headers.getValue(i).toString()).matches(), "A host that is none");
          }
          default -> {}
        }
      }
      require(lengths + codings <= 1, "More than one length");
      require(hosts <= 1, "More than one host");
      require(
          codings == 0 || header.getProtocol() == Protocol.HTTP_1_1,
          "A transfer coding in an old protocol");
    }

    private static void require(boolean condition, String otherwise) {
      if (!condition) {
        throw new IllegalArgumentException(otherwise);
      }
    }
  }
}
