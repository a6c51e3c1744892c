package io.asyncquery.bootstrap.crash;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** A user who does everything that can be done, at random, and remembers what was promised. */
final class CrashClient {

  private static final int REMEMBERED = 25;

  private final String user;
  private final Random random;
  private final AtomicLong acknowledged;
  private final List<Promise> promises = new ArrayList<>();

  CrashClient(String user, Random random, AtomicLong acknowledged) {
    this.user = user;
    this.random = random;
    this.acknowledged = acknowledged;
  }

  String user() {
    return user;
  }

  List<Promise> promises() {
    return promises;
  }

  /** Works until the server is killed. */
  void work(Caller caller, BooleanSupplier killed) throws Exception {
    while (!killed.getAsBoolean()) {
      try {
        step(caller);
      } catch (IOException e) {
        if (!killed.getAsBoolean()) {
          throw new AssertionError("A living server did not answer", e);
        }
      }
    }
  }

  private void step(Caller caller) throws Exception {
    promises.removeIf(promise -> promise.gone() && random.nextInt(4) == 0);
    int dice = random.nextInt(100);
    long going = promises.stream().filter(promise -> !promise.ended() && !promise.gone()).count();
    if (dice < (going < 3 ? 70 : 25) && promises.size() < REMEMBERED || promises.isEmpty()) {
      submit(caller);
      return;
    }
    Promise promise = promises.get(random.nextInt(promises.size()));
    if (dice < 50) {
      status(caller, promise);
    } else if (dice < 65) {
      result(caller, promise);
    } else if (dice < 73) {
      range(caller, promise);
    } else if (dice < 80) {
      describe(caller, promise);
    } else if (dice < 88) {
      stop(caller, promise);
    } else if (dice < 97) {
      delete(caller, promise);
    } else {
      deleteAll(caller);
    }
  }

  private void submit(Caller caller) throws Exception {
    Question question = Question.random(random);
    HttpResponse<String> answer = caller.submit(question);
    if (answer.statusCode() == 429) {
      return;
    }
    requireOk(answer);
    Promise promise = new Promise(Caller.field("query_id", answer.body()), question, user);
    promises.add(promise);
    acknowledged.incrementAndGet();
    promise.note("acknowledged");
  }

  static void status(Caller caller, Promise promise) throws Exception {
    HttpResponse<String> answer = caller.get("/" + promise.id() + "/status");
    requireOk(answer);
    String status = Caller.field("status", answer.body());
    promise.status(status, Caller.field("info", answer.body()));
  }

  static void result(Caller caller, Promise promise) throws Exception {
    HttpResponse<byte[]> answer = caller.result(promise.id());
    if (answer.statusCode() == 200) {
      promise.result(answer.body(), answer.headers().firstValue("ETag").orElse(""));
    } else {
      promise.refused(answer.statusCode());
    }
  }

  private void range(Caller caller, Promise promise) throws Exception {
    int first = random.nextInt(random.nextBoolean() ? 100 : 2_000_000);
    int last = first + random.nextInt(10_000);
    HttpResponse<byte[]> answer = caller.range(promise.id(), first, last);
    if (List.of(206, 416).contains(answer.statusCode())) {
      promise.range(first, last, answer.statusCode(), answer.body());
    } else {
      promise.refused(answer.statusCode());
    }
  }

  private void describe(Caller caller, Promise promise) throws Exception {
    boolean size = random.nextBoolean();
    HttpResponse<String> answer =
        caller.get("/" + promise.id() + (size ? "/file_status" : "/metadata"));
    if (answer.statusCode() != 200) {
      promise.refused(answer.statusCode());
    } else if (size) {
      promise.size(Long.parseLong(answer.body().replaceAll(".*\"data\":(\\d+).*", "$1")));
    } else {
      promise.status("SUCCESSFUL", "await fetching results");
    }
  }

  static void stop(Caller caller, Promise promise) throws Exception {
    promise.stopping(caller.user());
    HttpResponse<String> answer = caller.delete("/stop/" + promise.id());
    if (answer.statusCode() == 404) {
      promise.refused(404);
    } else {
      requireStatus(answer, 200);
      promise.stopAnswered(Caller.field("code", answer.body()).equals("000"), caller.user());
    }
  }

  private static void delete(Caller caller, Promise promise) throws Exception {
    promise.deleting("delete");
    HttpResponse<String> answer = caller.delete("/" + promise.id());
    if (answer.statusCode() == 404) {
      promise.refused(404);
      return;
    }
    requireOk(answer);
    if (answer.body().contains("\"data\":true")) {
      promise.deleted(true);
    } else {
      promise.stays();
    }
  }

  private void deleteAll(Caller caller) throws Exception {
    promises.forEach(promise -> promise.deleting("delete all"));
    HttpResponse<String> answer = caller.delete("");
    requireOk(answer);
    promises.forEach(promise -> promise.deleted(promise.ended()));
  }

  private static void requireOk(HttpResponse<String> answer) {
    requireStatus(answer, 200);
    if (!Caller.field("code", answer.body()).equals("000")) {
      throw new AssertionError(answer + " " + answer.body());
    }
  }

  private static void requireStatus(HttpResponse<String> answer, int... expected) {
    if (Arrays.stream(expected).noneMatch(status -> status == answer.statusCode())) {
      throw new AssertionError(answer + " " + answer.body());
    }
  }
}
