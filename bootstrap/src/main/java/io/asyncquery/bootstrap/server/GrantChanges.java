package io.asyncquery.bootstrap.server;

import io.asyncquery.application.port.AuditEvent;
import io.asyncquery.application.port.AuditLog;
import io.asyncquery.bootstrap.config.Configuration;
import io.asyncquery.bootstrap.config.OidcSection;
import io.asyncquery.domain.Grants;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.VisibleTables;
import io.asyncquery.storage.tokens.SqliteTokenStore;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells the audit log what the configuration grants otherwise than at the last start: it can change
 * only between two of them.
 */
final class GrantChanges {

  private static final String KIND = "grant";
  private static final String FROM = "configuration";

  private GrantChanges() {}

  /** Events first: a crash between tells them twice and loses none. */
  static void record(Configuration configuration, SqliteTokenStore kept, AuditLog audit) {
    Map<String, String> before = kept.notes(KIND);
    Map<String, String> now = of(configuration);
    if (now.equals(before)) {
      return;
    }
    TreeSet<String> subjects = new TreeSet<>(before.keySet());
    subjects.addAll(now.keySet());
    for (String subject : subjects) {
      String had = before.getOrDefault(subject, "");
      String has = now.getOrDefault(subject, "");
      if (!had.equals(has)) {
        audit.record(
            new AuditEvent.GrantChanged(
                System.getProperty("user.name", ""), FROM, subject, had, has));
      }
    }
    kept.putNotes(KIND, now);
  }

  /** What each user and each group of a provider may; nobody who may nothing. */
  private static Map<String, String> of(Configuration configuration) {
    Map<String, String> grants = new TreeMap<>();
    configuration
        .accounts()
        .forEach(account ->
            put(grants, "user " + account.name(), account.administrator(), account.grants()));
    configuration
        .oidc()
        .map(OidcSection::roles)
        .orElseGet(Map::of)
        .forEach(
            (group, role) -> put(grants, "group " + group, role.administrator(), role.grants()));
    return grants;
  }

  private static void put(
      Map<String, String> all, String subject, boolean administrator, Grants grants) {
    String text =
        Stream.of(
                administrator ? Stream.of("administrator") : Stream.<String>empty(),
                grants.byProject().keySet().stream()
                    .sorted(Comparator.comparing(ProjectName::value))
                    .map(project -> text(grants, project)),
                grants.elsewhere() ? Stream.of("*=query") : Stream.<String>empty())
            .flatMap(texts -> texts)
            .collect(Collectors.joining(", "));
    if (!text.isEmpty()) {
      all.put(subject, text);
    }
  }

  private static String text(Grants grants, ProjectName project) {
    String role = grants.in(project).map(Enum::name).orElse("").toLowerCase(Locale.ROOT);
    String tables =
        Optional.ofNullable(grants.restricted().get(project))
            .map(only ->
                only.tables().stream()
                    .map(GrantChanges::text)
                    .sorted()
                    .collect(Collectors.joining(" ", " of ", "")))
            .orElse("");
    return project.value() + "=" + role + tables;
  }

  private static String text(VisibleTables.Table table) {
    return String.join(".", table.name())
        + table
            .columns()
            .map(columns -> columns.stream().sorted().collect(Collectors.joining(",", "(", ")")))
            .orElse("");
  }
}
