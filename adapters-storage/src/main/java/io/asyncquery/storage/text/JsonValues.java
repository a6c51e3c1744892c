package io.asyncquery.storage.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.asyncquery.application.batch.FlatVector;
import java.io.IOException;

/** Text that is a JSON value already. */
final class JsonValues {

  private static final JsonFactory JSON = new JsonFactory();

  private JsonValues() {}

  /** The value as it is but on one line; text that is not exactly one JSON value as a string. */
  static void append(TextBuffer out, FlatVector vector, int row) {
    String text = vector.getString(row);
    if (isOneValue(text)) {
      // Strings in JSON hold no line breaks, so every one is between tokens.
      out.append(text.replace('\n', ' ').replace('\r', ' '));
    } else {
      JsonStrings.append(out, vector, row);
    }
  }

  private static boolean isOneValue(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      parser.finishToken();
      return parser.nextToken() == null;
    } catch (IOException _) {
      return false;
    }
  }
}
