package io.asyncquery.sql.trino;

import io.asyncquery.application.batch.ColumnAppender;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/** What is text in the protocol, and is text or bytes in a batch. */
final class Texts {

  private Texts() {}

  static void append(JsonScanner from, ColumnAppender to) throws IOException {
    byte next = from.peek();
    if (next == '[' || next == '{') {
      appendRaw(from, to);
      return;
    }
    from.token();
    to.appendBytes(from.segment(), from.begin(), from.end() - from.begin());
  }

  /** As it is written in JSON. */
  static void appendRaw(JsonScanner from, ColumnAppender to) throws IOException {
    from.raw();
    to.appendBytes(from.segment(), from.begin(), from.end() - from.begin());
  }

  static void appendBinary(JsonScanner from, ColumnAppender to) throws IOException {
    from.token();
    to.appendBytes(
        Base64.getDecoder().decode(Arrays.copyOfRange(from.bytes(), from.begin(), from.end())));
  }

  static void appendUuid(JsonScanner from, ColumnAppender to) throws IOException {
    from.token();
    UUID value = UUID.fromString(from.text());
    to.appendWide(value.getLeastSignificantBits(), value.getMostSignificantBits() ^ Long.MIN_VALUE);
  }
}
