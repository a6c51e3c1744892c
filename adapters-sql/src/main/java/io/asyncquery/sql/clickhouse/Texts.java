package io.asyncquery.sql.clickhouse;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import com.google.common.base.Utf8;
import java.lang.foreign.MemorySegment;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What is text in a batch. */
final class Texts {

  private Texts() {}

  /** How a value is written. */
  @FunctionalInterface
  interface Written {
    String of(MemorySegment from, long at);
  }

  static Conversion of(Written written) {
    return (from, at, to, place, store) -> {
      byte[] text = written.of(from, at).getBytes(StandardCharsets.UTF_8);
      store.put(MemorySegment.ofArray(text), 0, text.length, to, place);
    };
  }

  /** Text of up to {@code length} bytes: the zeros behind it are no part of it. */
  static Conversion fixed(int length) {
    return (from, at, to, place, store) -> {
      int used = length;
      while (used > 0 && from.get(JAVA_BYTE, at + used - 1) == 0) {
        used--;
      }
      byte[] text = from.asSlice(at, used).toArray(JAVA_BYTE);
      if (!Utf8.isWellFormed(text)) {
        throw new CharacterCodingException();
      }
      store.put(from, at, used, to, place);
    };
  }
}
