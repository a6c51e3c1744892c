package io.asyncquery.rest.download;

import java.nio.charset.StandardCharsets;

/** The name a file is saved under: {@code Content-Disposition}, after RFC 6266 and RFC 8187. */
final class Disposition {

  private static final String ATTRIBUTE_CHARACTERS = "!#$&+-.^_`|~";

  private Disposition() {}

  /** Of a file to be saved as {@code name}, which holds no quote, backslash or control. */
  static String attachment(String name) {
    String ascii =
        name.codePoints()
            .map(c -> isPrintable(c) ? c : '_')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    String plain = "attachment; filename=\"" + ascii + "\"";
    return ascii.equals(name) ? plain : plain + "; filename*=UTF-8''" + encode(name);
  }

  private static boolean isPrintable(int c) {
    return c >= ' ' && c < 0x7F;
  }

  private static String encode(String name) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      if (isAttributeCharacter(b)) {
        encoded.append((char) b);
      } else {
        encoded.append("%%%02X".formatted(b & 0xFF));
      }
    }
    return encoded.toString();
  }

  private static boolean isAttributeCharacter(byte b) {
    return (b >= '0' && b <= '9')
        || (b >= 'A' && b <= 'Z')
        || (b >= 'a' && b <= 'z')
        || ATTRIBUTE_CHARACTERS.indexOf(b) >= 0;
  }
}
