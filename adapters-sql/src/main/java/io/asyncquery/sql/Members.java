package io.asyncquery.sql;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.sql.federation.Member;
import java.util.List;

/** The sources of one query, and the connections to them. */
record Members(List<Member> list) implements AutoCloseable {

  static Members of(List<Project.ChosenSource> chosen, Cancellation cancellation) {
    return new Members(chosen.stream().map(source -> member(source, cancellation)).toList());
  }

  private static Member member(Project.ChosenSource chosen, Cancellation cancellation) {
    return new Member(
        chosen.name(), chosen.defaultSchema(), chosen.source(), chosen::scope, cancellation);
  }

  @Override
  public void close() {
    list.forEach(Member::close);
  }
}
