package io.asyncquery.rest.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The shape of every JSON answer: {@code {"code":..,"data":..,"msg":..}}, in UTF-8. */
public final class Envelope {

  /** The code of all that went well. */
  public static final String SUCCESS = "000";

  /** The code of all that has no code of its own. */
  public static final String FAILURE = "999";

  private static final JsonFactory JSON = new JsonFactory();

  private Envelope() {}

  /** Writes the one value that an answer carries. */
  @FunctionalInterface
  public interface Data {

    Data NULL = JsonGenerator::writeNull;

    void writeTo(JsonGenerator json) throws IOException;
  }

  public static byte[] success(Data data) {
    return of(SUCCESS, data, "");
  }

  public static byte[] of(String code, Data data, String msg) {
    return object(json -> {
      json.writeStringField("code", code);
      json.writeFieldName("data");
      data.writeTo(json);
      json.writeStringField("msg", msg);
    });
  }

  /** An object outside of an envelope, with {@code fields}. */
  public static byte[] object(Data fields) {
    StringWriter text = new StringWriter(256);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      fields.writeTo(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // By way of a string: half a surrogate pair becomes a question mark instead of an error.
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
