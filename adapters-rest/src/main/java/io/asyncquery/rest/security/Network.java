package io.asyncquery.rest.security;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Whom an address stands for. */
final class Network {

  /** A customer of IPv6 has that many bytes of an address in common, and all the rest to choose. */
  private static final int PREFIX_BYTES = 8;

  private Network() {}

  /** The address itself, or of IPv6 the network that one customer has. */
  static String of(String address) {
    try {
      InetAddress parsed = InetAddress.ofLiteral(address);
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), PREFIX_BYTES))
          : parsed.getHostAddress();
    } catch (IllegalArgumentException e) {
      return address; // Of no network: the program itself.
    }
  }
}
