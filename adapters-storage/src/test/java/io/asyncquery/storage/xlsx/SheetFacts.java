package io.asyncquery.storage.xlsx;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler.SheetContentsHandler;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;
import org.xml.sax.XMLReader;

/** What a streaming reader finds in the first column of a sheet that is too large to load. */
record SheetFacts(String name, int rows, String header, String first, String last) {

  static List<SheetFacts> of(byte[] workbook) throws Exception {
    List<SheetFacts> facts = new ArrayList<>();
    try (OPCPackage opened = OPCPackage.open(new ByteArrayInputStream(workbook))) {
      XSSFReader reader = new XSSFReader(opened);
      var sheets = (XSSFReader.SheetIterator) reader.getSheetsData();
      while (sheets.hasNext()) {
        try (InputStream sheet = sheets.next()) {
          Cells cells = new Cells();
          XMLReader parser = XMLHelper.newXMLReader();
          parser.setContentHandler(
              new XSSFSheetXMLHandler(
                  reader.getStylesTable(), new ReadOnlySharedStringsTable(opened), cells, false));
          parser.parse(new InputSource(sheet));
          facts.add(cells.facts(sheets.getSheetName()));
        }
      }
    }
    return facts;
  }

  private static final class Cells implements SheetContentsHandler {

    private int rows;
    private String header = "";
    private String first = "";
    private String last = "";

    SheetFacts facts(String name) {
      return new SheetFacts(name, rows, header, first, last);
    }

    @Override
    public void startRow(int row) {
      rows++;
    }

    @Override
    public void endRow(int row) {}

    @Override
    public void cell(String reference, String value, @Nullable XSSFComment comment) {
      switch (rows) {
        case 1 -> header = value;
        case 2 -> first = value;
        default -> {}
      }
      last = value;
    }
  }
}
