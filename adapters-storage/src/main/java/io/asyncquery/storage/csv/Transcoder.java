package io.asyncquery.storage.csv;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.storage.results.UnfitValueException;
import io.asyncquery.storage.text.TextBuffer;
import io.asyncquery.storage.text.ValueText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Brings lines from UTF-8 into another charset. A character that it lacks fails the query with its
 * place named; nothing is ever replaced.
 */
final class Transcoder {

  private final Charset charset;
  private final List<Column> columns;
  private final byte[] mark;

  Transcoder(Charset charset, List<Column> columns) {
    this.charset = charset;
    this.columns = columns;
    this.mark = markOf(charset);
  }

  /**
   * What stands before the first line: a byte order mark where asked for or part of the charset.
   */
  byte[] start(boolean bom) {
    if (mark.length > 0 || !bom) {
      return mark;
    }
    return "\uFEFF".getBytes(charset);
  }

  /** Replaces {@code line}, which holds the column names. */
  void transcodeHeader(Lines line) {
    try {
      transcode(line);
    } catch (CharacterCodingException e) {
      throw new QueryFailedException(QueryFailure.limit("A column name has " + lacking()), e);
    }
  }

  /** Replaces {@code lines}, which hold rows of {@code group}. */
  void transcode(Lines lines, Group group) {
    try {
      transcode(lines);
    } catch (CharacterCodingException e) {
      throw failure(group, e);
    }
  }

  private void transcode(Lines lines) throws CharacterCodingException {
    if (charset.equals(StandardCharsets.UTF_8) || lines.size() == 0) {
      return;
    }
    CharBuffer text =
        StandardCharsets.UTF_8.decode(ByteBuffer.wrap(lines.bytes(), 0, lines.size()));
    ByteBuffer encoded = charset.newEncoder().encode(text);
    byte[] bytes = new byte[encoded.remaining() - mark.length];
    encoded.get(mark.length, bytes);
    lines.replace(bytes, bytes.length);
  }

  private QueryFailedException failure(Group group, CharacterCodingException cause) {
    CharsetEncoder encoder = charset.newEncoder();
    long row = group.firstRow();
    for (ColumnBatch batch : group.batches()) {
      for (int i = 0; i < batch.rowCount(); i++) {
        row++;
        for (int c = 0; c < columns.size(); c++) {
          if (!encoder.canEncode(textOf(batch.column(c), i))) {
            return new UnfitValueException(lacking()).at(columns.get(c).name(), row);
          }
        }
      }
    }
    return new QueryFailedException(QueryFailure.limit("The result has " + lacking()), cause);
  }

  private String lacking() {
    return "a character that charset [" + charset.name() + "] does not have; ask for [utf-8]";
  }

  private static String textOf(ColumnVector vector, int row) {
    TextBuffer text = TextBuffer.small();
    if (!vector.isNull(row)) {
      ValueText.of(vector.type()).append(vector, row, text);
    }
    return text.toString();
  }

  // Some charsets begin every encoding with a mark of their own; only the first one may stay.
  private static byte[] markOf(Charset charset) {
    byte[] one = "a".getBytes(charset);
    byte[] two = "aa".getBytes(charset);
    return Arrays.copyOf(one, 2 * one.length - two.length);
  }
}
