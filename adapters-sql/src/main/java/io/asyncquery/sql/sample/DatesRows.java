package io.asyncquery.sql.sample;

import static io.asyncquery.sql.sample.SampleColumn.date;
import static io.asyncquery.sql.sample.SampleColumn.integer;
import static io.asyncquery.sql.sample.SampleColumn.varchar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** DATES: every day of the seven years of TPC-H, whatever the scale. Weeks start on Sunday. */
final class DatesRows implements TableRows {
  private static final List<SampleColumn> COLUMNS =
      List.of(
          date("D_DATEKEY"),
          varchar("D_DATE"),
          varchar("D_DAYOFWEEK"),
          varchar("D_MONTH"),
          integer("D_YEAR"),
          integer("D_YEARMONTHNUM"),
          varchar("D_YEARMONTH"),
          integer("D_DAYNUMINWEEK"),
          integer("D_DAYNUMINMONTH"),
          integer("D_DAYNUMINYEAR"),
          integer("D_MONTHNUMINYEAR"),
          integer("D_WEEKNUMINYEAR"),
          varchar("D_SELLINGSEASON"),
          integer("D_LASTDAYINWEEKFL"),
          integer("D_LASTDAYINMONTHFL"),
          integer("D_HOLIDAYFL"),
          integer("D_WEEKDAYFL"));

  private static final LocalDate FIRST = LocalDate.of(1992, 1, 1);
  private static final LocalDate END = LocalDate.of(1999, 1, 1);

  /** The benchmark's own holidays: New Year, Christmas Eve, and the 20th of most months. */
  private static final Set<MonthDay> HOLIDAYS =
      Set.of(
          MonthDay.of(1, 1),
          MonthDay.of(2, 20),
          MonthDay.of(4, 20),
          MonthDay.of(5, 20),
          MonthDay.of(7, 20),
          MonthDay.of(8, 20),
          MonthDay.of(9, 20),
          MonthDay.of(10, 20),
          MonthDay.of(11, 20),
          MonthDay.of(12, 24));

  private LocalDate day = FIRST;

  @Override
  public String table() {
    return "DATES";
  }

  @Override
  public List<SampleColumn> columns() {
    return COLUMNS;
  }

  @Override
  public long total() {
    return END.toEpochDay() - FIRST.toEpochDay();
  }

  @Override
  public boolean next(RowWriter row) {
    if (!day.isBefore(END)) {
      return false;
    }
    write(row, day);
    day = day.plusDays(1);
    return true;
  }

  private static void write(RowWriter row, LocalDate day) {
    DayOfWeek dayOfWeek = day.getDayOfWeek();
    String month = day.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    row.date(day)
        .text(month + " " + day.getDayOfMonth() + ", " + day.getYear())
        .text(dayOfWeek.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
        .text(month)
        .integer(day.getYear())
        .integer(day.getYear() * 100 + day.getMonthValue())
        .text(month.substring(0, 3) + day.getYear())
        .integer(dayOfWeek.getValue() % 7 + 1)
        .integer(day.getDayOfMonth())
        .integer(day.getDayOfYear())
        .integer(day.getMonthValue())
        .integer((day.getDayOfYear() - 1) / 7 + 1)
        .text(season(day.getMonth()))
        .integer(flag(dayOfWeek == DayOfWeek.SATURDAY))
        .integer(flag(day.getDayOfMonth() == day.lengthOfMonth()))
        .integer(flag(HOLIDAYS.contains(MonthDay.from(day))))
        .integer(flag(dayOfWeek.getValue() <= DayOfWeek.FRIDAY.getValue()))
        .endRow();
  }

  private static String season(Month month) {
    return switch (month) {
      case JANUARY, FEBRUARY, MARCH -> "Winter";
      case APRIL -> "Spring";
      case MAY, JUNE, JULY, AUGUST -> "Summer";
      case SEPTEMBER, OCTOBER -> "Fall";
      case NOVEMBER, DECEMBER -> "Christmas";
    };
  }

  private static int flag(boolean value) {
    return value ? 1 : 0;
  }
}
