package io.asyncquery.storage.xlsx;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The archive that a workbook is, written part after part. */
final class Workbook implements AutoCloseable {

  /** The first day that an archive can name: the same rows then give the same bytes. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final ZipOutputStream zip;

  Workbook(OutputStream out) {
    this.zip = new ZipOutputStream(new LeftOpen(out));
    // Sheets repeat themselves so much that more effort gains some hundredths of their size.
    zip.setLevel(Deflater.BEST_SPEED);
  }

  /** Where the bytes of the sheet go that was begun. */
  OutputStream out() {
    return zip;
  }

  void beginSheet(int number) throws IOException {
    begin(WorkbookParts.sheetName(number));
  }

  void endSheet() throws IOException {
    zip.closeEntry();
  }

  /** Adds what names the sheets and the styles. */
  void finish(int sheets) throws IOException {
    add("xl/styles.xml", WorkbookParts.styles());
    add("xl/workbook.xml", WorkbookParts.workbook(sheets));
    add("xl/_rels/workbook.xml.rels", WorkbookParts.workbookRelations(sheets));
    add("_rels/.rels", WorkbookParts.relations());
    add("[Content_Types].xml", WorkbookParts.contentTypes(sheets));
    zip.finish();
  }

  /** Gives the memory of the compression back. */
  @Override
  public void close() throws IOException {
    zip.close();
  }

  private void add(String name, String xml) throws IOException {
    begin(name);
    zip.write(xml.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private void begin(String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
  }

  /** Closing an archive closes what is below, which is not ours. */
  private static final class LeftOpen extends FilterOutputStream {

    LeftOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() {}
  }
}
