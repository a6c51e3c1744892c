package io.asyncquery.bootstrap.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A query whose end is known beforehand, computed here and not by the server. */
record Question(String sql, String project, String format, End end) {

  /** How it ends when nothing interferes. */
  sealed interface End {}

  /** With this text. */
  record Text(String text) implements End {
    byte[] bytes() {
      return text.getBytes(UTF_8);
    }
  }

  /** With this many rows {@code (k, v)}, k counting from 0 and v being n before it. */
  record Table(int rows) implements End {}

  /** Failed, with a message that holds this. */
  record Failure(String part) implements End {}

  /** Not at all. */
  record Never() implements End {}

  private static final int NUMBERS = 2_000;

  private static final List<Question> USUAL =
      List.of(
          small(0),
          small(1),
          small(1_999),
          large(40),
          large(100),
          json(3),
          json(1_000),
          lines(500),
          new Question(table(700), "test", "parquet", new Table(700)),
          new Question(table(300), "test", "xlsx", new Table(300)),
          slow(10),
          slow(40),
          failing("select nope from numbers", "test", "nope"),
          failing("select cast(name as integer) as k from numbers", "test", ""),
          failing("select from where", "test", ""),
          failing("select 1", "nowhere", "Project 'nowhere' does not exist;"));

  private static final Question ENDLESS =
      new Question(
          "select sum(a.i + b.i + c.i + d.i) as k from numbers a, numbers b, numbers c, numbers d",
          "test",
          "csv",
          new Never());

  static Question random(Random random) {
    return random.nextInt(15) == 0 ? ENDLESS : USUAL.get(random.nextInt(USUAL.size()));
  }

  /** One that ends only when it is ended. */
  static Question endlessOne() {
    return ENDLESS;
  }

  boolean endless() {
    return end instanceof Never;
  }

  static Question small(int rows) {
    return new Question(table(rows), "test", "csv", text(rows, i -> i + ",n" + i + "\n"));
  }

  private static Question lines(int rows) {
    return new Question(table(rows), "test", "ndjson", text(rows, i -> object(i) + "\n"));
  }

  private static Question json(int rows) {
    String objects =
        IntStream.range(0, rows).mapToObj(Question::object).collect(Collectors.joining(",\n"));
    return new Question(table(rows), "test", "json", new Text("[\n" + objects + "\n]\n"));
  }

  /** Some megabytes; the order is what makes the bytes known. */
  static Question large(int times) {
    return new Question(
        "select a.i as k, b.i as l, a.name as v from numbers a, numbers b where b.i < "
            + times
            + " order by a.i, b.i",
        "test",
        "csv",
        text(NUMBERS * times, n -> n / times + "," + n % times + ",n" + n / times + "\n"));
  }

  /** One row that takes a while, and longer with more {@code times}. */
  static Question slow(int times) {
    long sum = (long) NUMBERS * (NUMBERS - 1) / 2;
    long last = (long) times * (times - 1) / 2;
    long total = 2L * NUMBERS * times * sum + (long) NUMBERS * NUMBERS * last;
    return new Question(
        "select sum(a.i + b.i + c.i) as k from numbers a, numbers b, numbers c where c.i < "
            + times,
        "test",
        "csv",
        new Text(total + "\n"));
  }

  private static Question failing(String sql, String project, String part) {
    return new Question(sql, project, "csv", new Failure(part));
  }

  private static String table(int rows) {
    return "select i as k, name as v from numbers where i < " + rows + " order by i";
  }

  private static String object(int i) {
    return "{\"k\":" + i + ",\"v\":\"n" + i + "\"}";
  }

  private static Text text(int rows, IntFunction<String> row) {
    StringBuilder text = new StringBuilder();
    IntStream.range(0, rows).mapToObj(row).forEach(text::append);
    return new Text(text.toString());
  }
}
