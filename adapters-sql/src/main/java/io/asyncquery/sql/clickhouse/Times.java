package io.asyncquery.sql.clickhouse;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Optional;

/** Days, times and spans of time. */
final class Times {

  private static final int MICRO_DIGITS = 6;
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final long SECOND_MICROS = 1_000_000;

  private Times() {}

  /** How instants are converted. */
  @FunctionalInterface
  interface Instants {
    /**
     * The conversion of one type.
     *
     * @param digits of the fraction of a second that come
     * @param wanted of those that are wanted
     * @param clock where a clock shows what is wanted, if that is no instant
     */
    Conversion conversion(int digits, int wanted, Optional<ZoneId> clock);
  }

  static void days(MemorySegment from, long at, MemorySegment to, long place, ByteStore store) {
    to.set(JAVA_INT_UNALIGNED, place, Short.toUnsignedInt(from.get(JAVA_SHORT_UNALIGNED, at)));
  }

  static Conversion seconds(int digits, int wanted, Optional<ZoneId> clock) {
    Clock shown = new Clock(0, wanted, clock);
    return (from, at, to, place, _) ->
        to.set(
            JAVA_LONG_UNALIGNED,
            place,
            shown.of(Integer.toUnsignedLong(from.get(JAVA_INT_UNALIGNED, at))));
  }

  static Conversion ticks(int digits, int wanted, Optional<ZoneId> clock) {
    Clock shown = new Clock(digits, wanted, clock);
    return (from, at, to, place, _) ->
        to.set(JAVA_LONG_UNALIGNED, place, shown.of(from.get(JAVA_LONG_UNALIGNED, at)));
  }

  /** One of a day, in seconds. */
  static Conversion secondsOfDay() {
    return (from, at, to, place, _) ->
        to.set(JAVA_LONG_UNALIGNED, place, ofDay(from.get(JAVA_INT_UNALIGNED, at) * SECOND_MICROS));
  }

  /** One of a day, of so many digits. */
  static Conversion ticksOfDay(int digits) {
    Clock micros = new Clock(digits, MICRO_DIGITS, Optional.empty());
    return (from, at, to, place, _) ->
        to.set(JAVA_LONG_UNALIGNED, place, ofDay(micros.of(from.get(JAVA_LONG_UNALIGNED, at))));
  }

  /** What is beyond a day, or before it, is no time of one. */
  private static long ofDay(long micros) {
    if (micros < 0 || micros >= DAY_MICROS) {
      throw new ArithmeticException("no time of day");
    }
    return micros;
  }

  static Conversion interval(String unit) {
    return (from, at, to, place, _) -> {
      long count = from.get(JAVA_LONG_UNALIGNED, at);
      int months =
          switch (unit) {
            case "Month" -> Math.toIntExact(count);
            case "Quarter" -> Math.toIntExact(Math.multiplyExact(count, 3L));
            case "Year" -> Math.toIntExact(Math.multiplyExact(count, 12L));
            default -> 0;
          };
      int days =
          switch (unit) {
            case "Day" -> Math.toIntExact(count);
            case "Week" -> Math.toIntExact(Math.multiplyExact(count, 7L));
            default -> 0;
          };
      to.set(JAVA_INT_UNALIGNED, place, months);
      to.set(JAVA_INT_UNALIGNED, place + 4, days);
      to.set(JAVA_LONG_UNALIGNED, place + 8, micros(unit, count));
    };
  }

  private static long micros(String unit, long count) {
    return switch (unit) {
      case "Hour" -> Math.multiplyExact(count, 3_600 * SECOND_MICROS);
      case "Minute" -> Math.multiplyExact(count, 60 * SECOND_MICROS);
      case "Second" -> Math.multiplyExact(count, SECOND_MICROS);
      case "Millisecond" -> Math.multiplyExact(count, 1_000L);
      case "Microsecond" -> count;
      case "Nanosecond" -> exact(count, 1_000);
      default -> 0;
    };
  }

  private static long exact(long count, long divisor) {
    if (count % divisor != 0) {
      throw new ArithmeticException("more digits than the type has");
    }
    return count / divisor;
  }

  /** Makes of instants what is shown, in the digits that are wanted. */
  private static final class Clock {

    private final long multiplier;
    private final long divisor;
    private final long perSecond;
    private final Optional<ZoneRules> rules;

    Clock(int digits, int wanted, Optional<ZoneId> zone) {
      this.multiplier = digits < wanted ? power(wanted - digits) : 1;
      this.divisor = digits > wanted ? power(digits - wanted) : 1;
      this.perSecond = power(wanted);
      this.rules = zone.map(ZoneId::getRules);
    }

    private static long power(int digits) {
      long power = 1;
      for (int i = 0; i < digits; i++) {
        power *= 10;
      }
      return power;
    }

    long of(long ticks) {
      long value = Math.multiplyExact(exact(ticks, divisor), multiplier);
      if (rules.isEmpty()) {
        return value;
      }
      Instant second = Instant.ofEpochSecond(Math.floorDiv(value, perSecond));
      ZoneOffset offset = rules.get().getOffset(second);
      return Math.addExact(value, offset.getTotalSeconds() * perSecond);
    }
  }
}
