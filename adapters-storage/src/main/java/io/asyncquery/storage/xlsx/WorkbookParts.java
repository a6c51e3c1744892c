package io.asyncquery.storage.xlsx;

import io.asyncquery.domain.Column;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The parts of a workbook but the rows, after ECMA-376 part 1 (SpreadsheetML) and 2 (packages). */
final class WorkbookParts {

  static final String END_SHEET = "</sheetData></worksheet>";

  private static final String XML =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String CONTENT =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.";

  private WorkbookParts() {}

  static String sheetName(int number) {
    return "xl/worksheets/sheet" + number + ".xml";
  }

  static String beginSheet(List<Column> columns) {
    String widths =
        IntStream.range(0, columns.size())
            .mapToObj(i -> width(i + 1, CellValue.styleOf(columns.get(i).type()).columnWidth()))
            .collect(Collectors.joining());
    return XML
        + "<worksheet xmlns=\"%s\">".formatted(MAIN)
        + (widths.isEmpty() ? "" : "<cols>" + widths + "</cols>")
        + "<sheetData>";
  }

  private static String width(int column, int width) {
    return width == 0
        ? ""
        : "<col min=\"%1$s\" max=\"%1$s\" width=\"%2$s\" customWidth=\"1\"/>"
            .formatted(column, width);
  }

  static String styles() {
    return XML
        + "<styleSheet xmlns=\"%s\">".formatted(MAIN)
        + "<numFmts>"
        + eachStyle(style ->
            style == Style.GENERAL
                ? ""
                : "<numFmt numFmtId=\"%s\" formatCode=\"%s\"/>"
                    .formatted(style.formatId(), style.format()))
        + "</numFmts>"
        + "<fonts><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
        + "<fills><fill><patternFill patternType=\"none\"/></fill>"
        + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
        + "<borders><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
        + "<cellStyleXfs>%s</cellStyleXfs>".formatted(cellFormat(Style.GENERAL))
        + "<cellXfs>%s</cellXfs>".formatted(eachStyle(WorkbookParts::cellFormat))
        + "</styleSheet>";
  }

  private static String cellFormat(Style style) {
    return "<xf numFmtId=\"%s\" fontId=\"0\" fillId=\"0\" borderId=\"0\" applyNumberFormat=\"1\"/>"
        .formatted(style.formatId());
  }

  private static String eachStyle(Function<Style, String> xml) {
    return Stream.of(Style.values()).map(xml).collect(Collectors.joining());
  }

  static String workbook(int sheets) {
    return XML
        + "<workbook xmlns=\"%s\" xmlns:r=\"%s\"><sheets>".formatted(MAIN, RELATIONS)
        + each(
            sheets,
            i -> "<sheet name=\"Sheet%1$s\" sheetId=\"%1$s\" r:id=\"rId%1$s\"/>".formatted(i))
        + "</sheets></workbook>";
  }

  static String workbookRelations(int sheets) {
    return XML
        + "<Relationships xmlns=\"%srelationships\">".formatted(PACKAGE)
        + each(sheets, i -> relation(i, "worksheet", "worksheets/sheet" + i + ".xml"))
        + relation(sheets + 1, "styles", "styles.xml")
        + "</Relationships>";
  }

  static String relations() {
    return XML
        + "<Relationships xmlns=\"%srelationships\">".formatted(PACKAGE)
        + relation(1, "officeDocument", "xl/workbook.xml")
        + "</Relationships>";
  }

  static String contentTypes(int sheets) {
    return XML
        + "<Types xmlns=\"%scontent-types\">".formatted(PACKAGE)
        + "<Default Extension=\"rels\" ContentType=\""
        + "application/vnd.openxmlformats-package.relationships+xml\"/>"
        + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        + contentType("xl/workbook.xml", "sheet.main")
        + contentType("xl/styles.xml", "styles")
        + each(sheets, i -> contentType(sheetName(i), "worksheet"))
        + "</Types>";
  }

  private static String contentType(String part, String type) {
    return "<Override PartName=\"/%s\" ContentType=\"%s%s+xml\"/>".formatted(part, CONTENT, type);
  }

  private static String relation(int id, String type, String target) {
    return "<Relationship Id=\"rId%s\" Type=\"%s/%s\" Target=\"%s\"/>"
        .formatted(id, RELATIONS, type, target);
  }

  private static String each(int count, IntFunction<String> xml) {
    return IntStream.rangeClosed(1, count).mapToObj(xml).collect(Collectors.joining());
  }
}
