package io.asyncquery.rest.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The top level of a JSON object that a client sent. Strict: a field has the type asked for, is
 * null or is absent. What nobody asks for may hold anything.
 */
public final class JsonObject {

  /** Without fields: a call that brought no body. */
  public static final JsonObject EMPTY = new JsonObject(Map.of(), "");

  private static final int MAX_DEPTH = 32;
  private static final int MAX_LONG_DIGITS = Long.toString(Long.MAX_VALUE).length();

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final Map<String, Value> fields;
  private final String path;

  /**
   * @param path what stands before the names of fields in messages
   */
  private JsonObject(Map<String, Value> fields, String path) {
    this.fields = fields;
    this.path = path;
  }

  private sealed interface Value {}

  private record Text(String text) implements Value {}

  private record Numeral(String literal, boolean integer) implements Value {}

  private record Flag(boolean set) implements Value {}

  private record Listed() implements Value {}

  private record Nested(JsonObject object) implements Value {}

  /**
   * Reads one object, whose length the caller has bounded.
   *
   * @throws RefusedException where {@code utf8} is not UTF-8, not JSON or not one object
   */
  public static JsonObject parse(byte[] utf8) {
    String text = decode(utf8);
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw refused("The body must be one JSON object, such as {\"sql\":\"select 1\"}");
      }
      JsonObject object = object(json, "");
      if (json.nextToken() != null) {
        throw refused("The body holds more than one JSON object");
      }
      return object;
    } catch (StreamConstraintsException e) {
      throw refused("The body is JSON nested deeper than [" + MAX_DEPTH + "], or with huge names");
    } catch (JsonProcessingException e) {
      throw refused("The body is not JSON" + place(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String place(JsonProcessingException e) {
    return Optional.ofNullable(e.getLocation())
        .map(at -> ": line [%d], column [%d]".formatted(at.getLineNr(), at.getColumnNr()))
        .orElse("");
  }

  private static JsonObject object(JsonParser json, String path) throws IOException {
    Map<String, Value> fields = new HashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      value(json, json.nextToken(), path + name).ifPresent(value -> fields.put(name, value));
    }
    return new JsonObject(fields, path);
  }

  private static Optional<Value> value(JsonParser json, JsonToken token, String path)
      throws IOException {
    return switch (token) {
      case VALUE_STRING -> Optional.of(new Text(json.getText()));
      case VALUE_NUMBER_INT -> Optional.of(new Numeral(json.getText(), true));
      case VALUE_NUMBER_FLOAT -> Optional.of(new Numeral(json.getText(), false));
      case VALUE_TRUE -> Optional.of(new Flag(true));
      case VALUE_FALSE -> Optional.of(new Flag(false));
      case VALUE_NULL -> Optional.empty();
      case START_OBJECT -> Optional.of(new Nested(object(json, path + ".")));
      default -> {
        json.skipChildren();
        yield Optional.of(new Listed());
      }
    };
  }

  private static String decode(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw refused("The body is not UTF-8 text");
    }
  }

  /** The text of a field. */
  public Optional<String> text(String name) {
    return switch (fields.get(name)) {
      case null -> Optional.empty();
      case Text(String text) when isWellFormed(text) -> Optional.of(text);
      case Text _ -> throw refused("[" + name + "] holds half of a surrogate pair");
      case Value other -> throw mistyped(name, "a string", other);
    };
  }

  /** A field that counts something. */
  public OptionalLong count(String name) {
    return switch (fields.get(name)) {
      case null -> OptionalLong.empty();
      case Numeral(String literal, boolean integer)
          when integer && !literal.startsWith("-") && isLong(literal) ->
          OptionalLong.of(Long.parseLong(literal));
      case Value other ->
          throw mistyped(name, "an integer >= 0 and at most " + Long.MAX_VALUE, other);
    };
  }

  /** A field that is true or false. */
  public Optional<Boolean> flag(String name) {
    return switch (fields.get(name)) {
      case null -> Optional.empty();
      case Flag(boolean set) -> Optional.of(set);
      case Value other -> throw mistyped(name, "true or false", other);
    };
  }

  /** The object that a field holds. */
  public Optional<JsonObject> object(String name) {
    return switch (fields.get(name)) {
      case null -> Optional.empty();
      case Nested(JsonObject object) -> Optional.of(object);
      case Value other -> throw mistyped(name, "an object", other);
    };
  }

  /**
   * Lets no field pass that nobody would read.
   *
   * @throws RefusedException where there are others than {@code names}
   */
  public void requireOnly(String... names) {
    List<String> known = List.of(names);
    fields.keySet().stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(name -> {
          throw refused(
              "[%s] is unknown; known there: %s"
                  .formatted(Excerpt.of(path + name), String.join(", ", known)));
        });
  }

  private static boolean isLong(String digits) {
    return digits.length() < MAX_LONG_DIGITS
        || (digits.length() == MAX_LONG_DIGITS
            && digits.compareTo(Long.toString(Long.MAX_VALUE)) <= 0);
  }

  private static boolean isWellFormed(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private RefusedException mistyped(String name, String wanted, Value value) {
    String found =
        switch (value) {
          case Text(String text) -> "the string [" + Excerpt.of(text) + "]";
          case Numeral(String literal, boolean _) -> "[" + Excerpt.of(literal) + "]";
          case Flag(boolean set) -> "[" + set + "]";
          case Listed _, Nested _ -> "an array or object";
        };
    return refused("[" + path + name + "] must be " + wanted + ", not " + found);
  }

  private static RefusedException refused(String message) {
    return new RefusedException(Problem.BAD_PARAMETER, message);
  }
}
