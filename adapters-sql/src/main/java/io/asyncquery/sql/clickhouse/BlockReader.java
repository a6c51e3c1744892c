package io.asyncquery.sql.clickhouse;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.application.batch.Validity;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.CharacterCodingException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads blocks of the format Native: how many columns and rows, and then each column with its name,
 * its type and its values.
 */
final class BlockReader {

  /** The server leaves their zone out, out of regard for older clients. */
  private static final String WITHOUT_ZONE = "DateTime";

  private final ColumnDecoders decoders;
  private final Description description;
  private final List<Column> columns = new ArrayList<>();
  private final List<Declared> declared = new ArrayList<>();

  /**
   * A reader of blocks of one query.
   *
   * @param description asked for only where the blocks say too little
   */
  BlockReader(ColumnDecoders decoders, Description description) {
    this.decoders = decoders;
    this.description = description;
  }

  /** Names and types of the columns of a query, from the server. */
  @FunctionalInterface
  interface Description {
    List<List<String>> get() throws IOException, SQLException;
  }

  /** A column of which the server says such a type in each block. */
  private record Declared(String type, ColumnDecoder decoder) {}

  /** The columns, which are those of the first block. */
  List<Column> columns() {
    return List.copyOf(columns);
  }

  /** Takes the columns from their description, where no block has told them. */
  void declare() throws IOException, SQLException {
    description.get().forEach(row -> declare(row.getFirst(), row.get(1), row.get(1)));
  }

  /** The block that comes next, or nothing where it has no rows. */
  Optional<ColumnBatch> read(NativeInput in) throws IOException, SQLException {
    int count = in.readCount();
    int rows = in.readCount();
    if (!declared.isEmpty() && count != declared.size()) {
      throw new IOException("A block has other columns than those before");
    }
    Block block = new Block(rows);
    boolean built = false;
    try {
      for (int i = 0; i < count; i++) {
        block.vectors.add(column(in, i, rows, block.arena));
      }
      built = rows > 0;
      return built ? Optional.of(block) : Optional.empty();
    } finally {
      if (!built) {
        block.close();
      }
    }
  }

  private ColumnVector column(NativeInput in, int index, int rows, Arena arena)
      throws IOException, SQLException {
    String name = in.readText();
    String type = in.readText();
    if (index == declared.size()) {
      declare(name, type, WITHOUT_ZONE.equals(type) ? description.get().get(index).get(1) : type);
    }
    Declared column = declared.get(index);
    if (!column.type.equals(type)) {
      throw new IOException("A column has another type than in the block before");
    }
    if (rows > 0) {
      column.decoder.readPrefix(in);
    }
    try {
      return column.decoder.read(in, rows, Validity.ALL, arena);
    } catch (ArithmeticException e) {
      throw limit(
          "Column [%s] holds a value that [%s] cannot; cast the column to text"
              .formatted(name, column.decoder.type().sqlName()),
          e);
    } catch (CharacterCodingException e) {
      throw limit(
          "Column [%s] holds bytes that are no text in UTF-8; select its [hex] instead"
              .formatted(name),
          e);
    }
  }

  private void declare(String name, String sent, String type) {
    ColumnDecoder decoder =
        decoders
            .of(ClickHouseTypeName.of(type))
            .orElseThrow(() ->
                new QueryFailedException(
                    QueryFailure.limit(
                        "Column [%s] has the type [%s], which cannot be read; cast it to text"
                            .formatted(name, type))));
    declared.add(new Declared(sent, decoder));
    columns.add(new Column(name, decoder.type()));
  }

  private static QueryFailedException limit(String sentence, Exception cause) {
    return new QueryFailedException(QueryFailure.limit(sentence), cause);
  }

  private static final class Block implements ColumnBatch {

    private final Arena arena = Arena.ofShared();
    private final List<ColumnVector> vectors = new ArrayList<>();
    private final int rows;

    Block(int rows) {
      this.rows = rows;
    }

    @Override
    public int rowCount() {
      return rows;
    }

    @Override
    public ColumnVector column(int index) {
      return vectors.get(index);
    }

    @Override
    public void close() {
      arena.close();
    }
  }
}
