package io.asyncquery.sql.plan;

import java.io.Reader;
import org.apache.calcite.sql.parser.babel.SimpleCharStream;

/**
 * The characters that Calcite makes tokens of. A tab is one column, as Calcite's parsers have it.
 */
final class SqlCharacters extends SimpleCharStream {

  private long rereads;

  SqlCharacters(Reader text) {
    super(text, 1, 1);
    setTabSize(1);
  }

  /** How often a character was read in vain: {@code a.a.a} is read to its end for each token. */
  long rereads() {
    return rereads;
  }

  @Override
  public void backup(int characters) {
    rereads += characters;
    super.backup(characters);
  }
}
