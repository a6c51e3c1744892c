package io.asyncquery.rest.edge;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells where a call comes from where proxies stand before the server. A header says so, which
 * anybody may send: it is believed only from a proxy that is trusted, and only as far back as those
 * are. From the right, the first address that is no trusted proxy's is the client's.
 *
 * @param networks of the proxies
 * @param header the one that the proxies set; another one is the client's own and means nothing
 */
public record TrustedProxies(List<Network> networks, Header header) {

  /** No proxy: whoever connects is the client. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of(), Header.X_FORWARDED_FOR);

  private static final Pattern QUAD = Pattern.compile("(?:\\d{1,3}\\.){3}\\d{1,3}");
  private static final Pattern NODE =
      Pattern.compile(
          "(?:\\[(?<bracketed>[0-9A-Fa-f:.]+)]|(?<quad>[0-9.]+))(?::\\d{1,5})?"
              + "|(?<plain>[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)");

  /**
   * {@code for=1.2.3.4;proto=https} of RFC 7239; what its values may not be, is in none of ours.
   */
  private static final Pattern ELEMENT =
      Pattern.compile(
          "(?:\\s*[\\w!#$%&'*+.^`|~-]+=(?:[\\w!#$%&'*+.^`|~:\\[\\]-]+|\"[^\"\\\\,;]*\")\\s*(?:;|$))+");

  private static final Pattern FOR =
      Pattern.compile(
          "(?:^|;)\\s*for=(?:\"(?<quoted>[^\"]*)\"|(?<token>[^\";]*?))\\s*(?=;|$)",
          Pattern.CASE_INSENSITIVE);

  public TrustedProxies {
    networks = List.copyOf(networks);
  }

  /** A header that names the clients of proxies. */
  public enum Header {
    /** Addresses in a list, the latest last. */
    X_FORWARDED_FOR("X-Forwarded-For"),
    /** RFC 7239. */
    FORWARDED("Forwarded");

    private final String spelling;

    Header(String spelling) {
      this.spelling = spelling;
    }

    /** As it stands in a request. */
    public String spelling() {
      return spelling;
    }

    /** The one spelled like that, in any case. */
    public static Optional<Header> spelled(String name) {
      return Arrays.stream(values())
          .filter(header -> header.spelling.equalsIgnoreCase(name))
          .findFirst();
    }
  }

  /**
   * The address of the client.
   *
   * @param peer who is connected
   * @param values of the header, in the order of the request
   * @return the peer, where it is not trusted or the header cannot be read
   */
  public String client(String peer, Iterable<String> values) {
    if (!isTrusted(peer)) {
      return peer;
    }
    List<String> nodes = new ArrayList<>();
    for (String value : values) {
      nodes.addAll(List.of(value.split(",", -1)));
    }
    String client = peer;
    for (String node : nodes.reversed()) {
      Optional<InetAddress> address = address(node.strip());
      if (address.isEmpty()) {
        return peer;
      }
      client = address.get().getHostAddress();
      if (!isTrusted(client)) {
        return client;
      }
    }
    return client;
  }

  private boolean isTrusted(String address) {
    return !networks.isEmpty()
        && literal(address.replaceFirst("%.*", ""))
            .filter(found -> networks.stream().anyMatch(network -> network.contains(found)))
            .isPresent();
  }

  private Optional<InetAddress> address(String text) {
    return switch (header) {
      case X_FORWARDED_FOR -> node(text);
      case FORWARDED -> forwarded(text);
    };
  }

  private static Optional<InetAddress> forwarded(String element) {
    if (!ELEMENT.matcher(element).matches()) {
      return Optional.empty();
    }
    List<String> named = new ArrayList<>();
    Matcher matcher = FOR.matcher(element);
    while (matcher.find()) {
      named.add(
          Optional.ofNullable(matcher.group("quoted")).orElseGet(() -> matcher.group("token")));
    }
    return named.size() == 1 ? node(named.getFirst()) : Optional.empty();
  }

  private static Optional<InetAddress> node(String text) {
    Matcher matcher = NODE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(matcher.group("bracketed"))
        .or(() -> Optional.ofNullable(matcher.group("quad")))
        .or(() -> Optional.ofNullable(matcher.group("plain")))
        .flatMap(TrustedProxies::literal);
  }

  /** Asks nobody for a name. */
  private static Optional<InetAddress> literal(String text) {
    if (!QUAD.matcher(text).matches() && text.indexOf(':') < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Addresses that begin alike.
   *
   * @param first any of them
   * @param bits how many they have in common
   */
  public record Network(InetAddress first, int bits) {

    /**
     * Reads {@code 10.0.0.0/8} or a single address.
     *
     * @throws IllegalArgumentException with a sentence, where it is neither
     */
    public static Network parse(String text) {
      int slash = text.indexOf('/');
      String address = slash < 0 ? text : text.substring(0, slash);
      InetAddress first =
          literal(address)
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "["
                          + text
                          + "] is no address such as 10.0.0.7 or 2001:db8::7, and no network"
                          + " such as 10.0.0.0/8"));
      int length = first.getAddress().length * 8;
      String bits = slash < 0 ? String.valueOf(length) : text.substring(slash + 1);
      if (!bits.matches("\\d{1,3}") || Integer.parseInt(bits) > length) {
        throw new IllegalArgumentException(
            "[" + text + "] must end with a number of bits, 0 to " + length);
      }
      return new Network(first, Integer.parseInt(bits));
    }

    boolean contains(InetAddress address) {
      byte[] one = first.getAddress();
      byte[] other = address.getAddress();
      if (one.length != other.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        if (((one[bit / 8] ^ other[bit / 8]) >> (7 - bit % 8) & 1) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
