package io.asyncquery.rest.edge;

import org.glassfish.grizzly.Buffer;

/**
 * The lines of the head of a request, as bytes. What RFC 9112 lets a server mend is refused, since
 * a proxy before it may mend it otherwise and see another request.
 */
final class HeadLines {

  private HeadLines() {}

  /**
   * Looks at as much of a head as has come.
   *
   * @throws IllegalArgumentException a line does not end in CR LF, goes on in the next one, or
   *     holds a NUL
   */
  static void require(Buffer input) {
    boolean begun = false;
    int lineStart = input.position();
    for (int at = input.position(); at < input.limit(); at++) {
      byte here = input.get(at);
      if (here == 0) {
        throw new IllegalArgumentException("A NUL in the head of a request");
      }
      if (here == '\r' && at + 1 < input.limit() && input.get(at + 1) != '\n') {
        throw new IllegalArgumentException("A CR without a LF");
      }
      if (begun && at == lineStart && (here == ' ' || here == '\t')) {
        throw new IllegalArgumentException("A line that goes on in the next");
      }
      if (here == '\n') {
        if (at == input.position() || input.get(at - 1) != '\r') {
          throw new IllegalArgumentException("A LF without a CR");
        }
        boolean empty = at - 1 == lineStart;
        if (begun && empty) {
          return;
        }
        begun |= !empty;
        lineStart = at + 1;
      }
    }
  }
}
