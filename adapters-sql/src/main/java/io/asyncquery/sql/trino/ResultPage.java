package io.asyncquery.sql.trino;

import io.asyncquery.domain.Column;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One answer of the coordinator: where the next one will be, and rows, the places of rows, or
 * neither. Rows lie in the middle of it: what is behind them is read by {@link #finish}.
 */
final class ResultPage {

  private final InputStream body;
  private final JsonScanner json;
  private final Consumer<URI> onNext;
  private Optional<List<ResultColumn>> columns = Optional.empty();
  private List<Segment> segments = List.of();
  private boolean hasRows;
  private boolean begun;
  private boolean ended;

  /** A column and how its values come. */
  record ResultColumn(Column column, ValueDecoder decoder) {}

  /**
   * Reads up to the rows, if there are any.
   *
   * @param onNext told where the next answer will be, as soon as that is known
   */
  ResultPage(InputStream body, Consumer<URI> onNext) throws IOException, SQLException {
    this.body = body;
    this.json = new JsonScanner(body);
    this.onNext = onNext;
    json.expect('{');
    readMembers();
  }

  Optional<List<ResultColumn>> columns() {
    return columns;
  }

  /** Whether rows come next, in {@link #json}. */
  boolean hasRows() {
    return hasRows;
  }

  List<Segment> segments() {
    return segments;
  }

  JsonScanner json() {
    return json;
  }

  InputStream body() {
    return body;
  }

  /** Reads what is behind the rows, all of which have been read. */
  void finish() throws IOException, SQLException {
    readMembers();
    var _ = body.transferTo(OutputStream.nullOutputStream());
    body.close();
  }

  private void readMembers() throws IOException, SQLException {
    hasRows = false;
    while (!ended) {
      if (!json.nextElement(!begun, '}')) {
        ended = true;
        return;
      }
      begun = true;
      switch (json.name()) {
        case "nextUri" -> onNext.accept(uri());
        case "columns" -> columns = readColumns();
        case "data" -> readData();
        case "error" -> throw ServerError.read(json);
        default -> json.raw();
      }
      if (hasRows) {
        return;
      }
    }
  }

  private void readData() throws IOException {
    if (json.passesNull()) {
      return;
    }
    if (json.peek() == '{') {
      segments = Segment.readAll(json);
    } else {
      json.expect('[');
      hasRows = true;
    }
  }

  private URI uri() throws IOException {
    json.token();
    return URI.create(json.text());
  }

  private Optional<List<ResultColumn>> readColumns() throws IOException {
    if (json.passesNull()) {
      return Optional.empty();
    }
    List<ResultColumn> read = new ArrayList<>();
    json.expect('[');
    while (json.nextElement(read.isEmpty(), ']')) {
      read.add(readColumn());
    }
    return Optional.of(read);
  }

  private ResultColumn readColumn() throws IOException {
    String name = "";
    String type = "";
    json.expect('{');
    for (boolean first = true; json.nextElement(first, '}'); first = false) {
      switch (json.name()) {
        case "name" -> {
          json.token();
          name = json.text();
        }
        case "type" -> {
          json.token();
          type = json.text();
        }
        default -> json.raw();
      }
    }
    TrinoType known = TrinoType.of(TypeName.of(type));
    return new ResultColumn(new Column(name, known.type()), known.decoder());
  }
}
