package io.asyncquery.domain;

/**
 * What the bytes of a file are known by.
 *
 * @param hex as many lower-case hexadecimal digits as the algorithm has
 */
public record Digest(Algorithm algorithm, String hex) {

  /** How a digest is made of bytes. */
  public enum Algorithm {
    /**
     * CRC-32C (RFC 3720) and after it CRC-32 (RFC 1952): 64 bits that tell what a disk or a wire
     * changed, at next to no cost. Who means to deceive can keep them the same.
     */
    CRC(16),
    /** SHA-256 (FIPS 180-4): no two different files with the same are known. */
    SHA_256(64);

    private final int digits;

    Algorithm(int digits) {
      this.digits = digits;
    }
  }

  public Digest {
    if (!hex.matches("[0-9a-f]{" + algorithm.digits + "}")) {
      throw new IllegalArgumentException("[" + hex + "] is not a digest by [" + algorithm + "]");
    }
  }

  /** The digest with these digits: how many there are tells the algorithm. */
  public static Digest of(String hex) {
    for (Algorithm algorithm : Algorithm.values()) {
      if (algorithm.digits == hex.length()) {
        return new Digest(algorithm, hex);
      }
    }
    throw new IllegalArgumentException("[" + hex + "] is not a digest");
  }

  /** The digits alone. */
  @Override
  public String toString() {
    return hex;
  }
}
