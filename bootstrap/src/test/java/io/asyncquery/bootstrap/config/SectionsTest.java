package io.asyncquery.bootstrap.config;

import static io.asyncquery.bootstrap.config.Documents.bind;
import static io.asyncquery.bootstrap.config.Documents.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.SqlText;
import io.asyncquery.application.upkeep.Retention.UnderPressure;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.Digest;
import io.asyncquery.domain.Grants;
import io.asyncquery.domain.Limits;
import io.asyncquery.domain.Limits.Cap;
import io.asyncquery.domain.Limits.OnLimit;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.ProjectRole;
import io.asyncquery.domain.VisibleTables;
import io.asyncquery.domain.VisibleTables.Table;
import io.asyncquery.rest.security.UserAccount;
import io.asyncquery.sql.postgresql.SslMode;
import io.asyncquery.sql.server.Secret;
import io.asyncquery.storage.audit.AuditFile;
import io.asyncquery.storage.results.SpaceLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each section with its defaults, and with everything given. */
class SectionsTest {

  @Nested
  class Server {
    @Test
    void listens_on_the_loopback_interface_unless_told_otherwise() throws Exception {
      assertEquals(
          new ServerSection(
              "127.0.0.1",
              7070,
              32,
              1 << 20,
              16 << 10,
              Duration.ofMinutes(1),
              Optional.empty(),
              10_000,
              Optional.empty(),
              false,
              Optional.empty(),
              Optional.empty(),
              "X-Forwarded-For"),
          bind(ServerSection.class, "{}"));
    }

    @Test
    void takes_every_setting() throws Exception {
      assertEquals(
          new ServerSection(
              "0.0.0.0",
              80,
              8,
              2048,
              1024,
              Duration.ofMinutes(5),
              Optional.of(ZoneId.of("Asia/Shanghai")),
              50,
              Optional.of(new TlsSection(Path.of("/tls/chain.pem"), Path.of("/tls/key.pem"))),
              true,
              Optional.of(new CorsSection(List.of("https://app.example.com"))),
              Optional.of(List.of("10.0.0.0/8", "::1")),
              "Forwarded"),
          bind(
              ServerSection.class,
              """
              host: 0.0.0.0
              port: 80
              requestThreads: 8
              maxBodyBytes: 2048
              maxHeaderBytes: 1024
              idleTimeout: 5m
              timeZone: Asia/Shanghai
              maxConnections: 50
              tls: {certificateChain: /tls/chain.pem, privateKey: /tls/key.pem}
              allowPlainHttp: true
              cors: {origins: [https://app.example.com]}
              trustedProxies: [10.0.0.0/8, "::1"]
              forwardedHeader: Forwarded
              """));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "cors: {origins: ['*']}",
          "cors: {origins: ['null']}",
          "cors: {origins: ['https://app.example.com/']}",
          "cors: {origins: ['https://App.example.com']}",
          "cors: {origins: ['https://app.example.com:443']}",
          "cors: {origins: ['ftp://app.example.com']}",
          "cors: {origins: ['https://*.example.com']}",
          "cors: {origins: [app.example.com]}",
          "trustedProxies: [proxy.example.com]",
          "trustedProxies: [10.0.0.0/33]",
          "trustedProxies: [10.0.0.0/]",
          "trustedProxies: ['10.0.0']",
          "forwardedHeader: X-Real-IP"
        })
    void takes_neither_vague_origins_nor_vague_proxies(String text) {
      assertFalse(problems(ServerSection.class, text).isEmpty());
    }
  }

  @Nested
  class Storage {
    @Test
    void needs_its_folder() {
      assertEquals(
          List.of(
              "test.yaml:1: [folder] is missing: The folder for results and the states of queries."
                  + " It is created where it does not exist, for this user alone, and belongs to"
                  + " one running server at a time."),
          problems(StorageSection.class, "{}"));
    }

    @Test
    void a_relative_folder_starts_at_the_folder_of_the_file() throws Exception {
      assertEquals(
          new StorageSection(
              Documents.FOLDER.resolve("data"), Optional.empty(), FLOOR, Digest.Algorithm.CRC),
          bind(StorageSection.class, "folder: data"));
      assertEquals(
          new StorageSection(Path.of("/data"), Optional.empty(), FLOOR, Digest.Algorithm.CRC),
          bind(StorageSection.class, "folder: /data"));
    }

    @Test
    void takes_every_setting() throws Exception {
      var section =
          bind(
              StorageSection.class,
              """
              folder: data
              quota: 50GB
              freeSpaceFloor: 1GB
              digest: sha-256
              """);

      assertEquals(
          new SpaceLimits(OptionalLong.of(50_000_000_000L), 1_000_000_000L), section.limits());
      assertEquals(Digest.Algorithm.SHA_256, section.digest());
    }
  }

  @Nested
  class Execution {
    @Test
    void has_defaults_for_everything() throws Exception {
      assertEquals(
          new ExecutionSection(
              Optional.empty(),
              1000,
              Optional.empty(),
              Optional.empty(),
              2,
              Duration.ofSeconds(20)),
          bind(ExecutionSection.class, "{}"));
    }

    @Test
    void takes_every_setting() throws Exception {
      assertEquals(
          new ExecutionSection(
              Optional.of(4), 50, Optional.of(20), Optional.of(30), 3, Duration.ofMinutes(2)),
          bind(
              ExecutionSection.class,
              """
              workers: 4
              queueLength: 50
              maxPerUser: 20
              maxPerProject: 30
              maxAttempts: 3
              shutdownGrace: 2m
              """));
    }
  }

  private static final ByteSize FLOOR = new ByteSize(100_000_000);

  private static final LimitsSection UNLIMITED =
      new LimitsSection(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), OnLimit.FAIL);

  @Nested
  class OfRetention {
    @Test
    void is_a_week_unless_told_otherwise() throws Exception {
      assertEquals(
          new RetentionSection(Duration.ofDays(7), UnderPressure.NONE),
          bind(RetentionSection.class, "{}"));
    }

    @Test
    void takes_every_setting() throws Exception {
      assertEquals(
          new RetentionSection(Duration.ofHours(12), UnderPressure.OLDEST_FIRST),
          bind(RetentionSection.class, "{age: 12h, underPressure: oldestFirst}"));
    }
  }

  @Nested
  class OfLimits {
    @Test
    void there_are_none_unless_told_otherwise() throws Exception {
      assertEquals(UNLIMITED, bind(LimitsSection.class, "{}"));
      assertEquals(Limits.NONE, UNLIMITED.limits());
    }

    @Test
    void it_takes_every_setting() throws Exception {
      var section =
          bind(
              LimitsSection.class,
              """
              maxRunTime: 90s
              maxRows: 5000000000
              maxBytes: 2GB
              maxColumns: 500
              onLimit: truncate
              """);

      assertEquals(
          new Limits(
              Optional.of(Duration.ofSeconds(90)),
              Optional.of(new Cap(5_000_000_000L, OnLimit.TRUNCATE)),
              Optional.of(new Cap(2_000_000_000L, OnLimit.TRUNCATE)),
              OptionalInt.of(500)),
          section.limits());
    }

    @ParameterizedTest
    @CsvSource({
      "7, 7",
      "1KB, 1000",
      "1KiB, 1024",
      "3MB, 3000000",
      "1MiB, 1048576",
      "9000TB, 9000000000000000",
      "1TiB, 1099511627776"
    })
    void a_size_is_a_number_of_bytes(String text, long bytes) throws Exception {
      var section = bind(LimitsSection.class, "maxBytes: " + text);

      assertEquals(new ByteSize(bytes), section.maxBytes().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GB", "-1", "1.5GB", "2 GB", "80%", "99999999999999999999"})
    void anything_else_is_none(String text) {
      assertEquals(
          List.of(
              "test.yaml:1: [maxBytes] must be a size (512KB, 64MB, 4GB, 1TB, or bytes), 1 or"
                  + " more"),
          problems(LimitsSection.class, "maxBytes: '" + text + "'"));
    }
  }

  @Nested
  class Engine {
    @Test
    void leaves_everything_to_the_engine() throws Exception {
      assertEquals(
          new EngineSection(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
          bind(EngineSection.class, "{}"));
    }

    @Test
    void takes_every_setting() throws Exception {
      assertEquals(
          new EngineSection(
              Optional.of(3),
              Optional.of("2GB"),
              Optional.of(Path.of("/tmp/duck")),
              Optional.of("20GB")),
          bind(
              EngineSection.class,
              """
              threads: 3
              memoryLimit: 2GB
              tempFolder: /tmp/duck
              tempLimit: 20GB
              """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "GB", "0GB", "-1GB", "2 GB", "80%"})
    void its_memory_limit_is_a_size(String limit) {
      assertEquals(
          List.of(
              "test.yaml:1: has the [memoryLimit] ["
                  + limit
                  + "]; it must be a size, such as 512MB or 4GB"),
          problems(EngineSection.class, "memoryLimit: '" + limit + "'"));
    }
  }

  @Nested
  class Logging {
    @Test
    void tells_what_an_operator_wants_to_know() throws Exception {
      assertEquals(
          new LoggingSection(LogLevel.INFO, SqlText.OFF), bind(LoggingSection.class, "{}"));
    }

    @Test
    void takes_every_setting() throws Exception {
      assertEquals(
          new LoggingSection(LogLevel.DEBUG, SqlText.SHAPE),
          bind(LoggingSection.class, "{level: debug, sql: shape}"));
    }
  }

  @Nested
  class Audit {
    @Test
    void tells_no_sql_unless_told_otherwise() throws Exception {
      assertEquals(
          new AuditFile.Settings(10_000_000, 20, SqlText.OFF),
          bind(AuditSection.class, "{}").settings());
    }

    @Test
    void takes_every_setting() throws Exception {
      assertEquals(
          new AuditFile.Settings(1_000_000, 3, SqlText.SHAPE),
          bind(AuditSection.class, "{fileSize: 1MB, files: 3, sql: shape}").settings());
    }
  }

  @Nested
  class User {
    @Test
    void is_no_administrator_unless_told_otherwise() throws Exception {
      assertEquals(
          new UserSection(Documents.HASH, false, Optional.empty()),
          bind(UserSection.class, "passwordHash: " + Documents.HASH));
    }

    @Test
    void takes_every_setting() throws Exception {
      assertEquals(
          new UserSection(
              Documents.HASH,
              true,
              Optional.of(
                  Map.of(
                      "sales",
                      new GrantSection(ProjectRole.ADMIN),
                      "*",
                      new GrantSection(ProjectRole.QUERY)))),
          bind(
              UserSection.class,
              """
              passwordHash: %s
              administrator: true
              grants: {sales: admin, "*": query}
              """
                  .formatted(Documents.HASH)));
    }

    @Test
    void may_use_no_project_unless_told_otherwise() throws Exception {
      Caller caller = user("").caller();

      assertFalse(caller.mayQuery(new ProjectName("sales")));
      assertEquals(Grants.NONE, caller.grants());
    }

    @Test
    void has_a_role_in_each_project_named_and_may_query_the_others_by_an_asterisk()
        throws Exception {
      Caller caller = user("grants: {sales: admin, \"*\": query}").caller();

      assertEquals(
          new Grants(Map.of(new ProjectName("sales"), ProjectRole.ADMIN), true), caller.grants());
    }

    @Test
    void may_see_only_some_tables_and_columns_of_a_project() throws Exception {
      Caller caller =
          user("""
          grants:
            sales:
              role: query
              tables:
                orders: "*"
                hr.people: [id, full name]
                archive.main."a.b": id
            staff: {role: query}
          """)
              .caller();

      assertEquals(
          Optional.of(
              Set.of(
                  new Table(List.of("orders"), Optional.empty()),
                  new Table(List.of("hr", "people"), Optional.of(Set.of("id", "full name"))),
                  new Table(List.of("archive", "main", "a.b"), Optional.of(Set.of("id"))))),
          caller
              .visible(new ProjectName("sales"))
              .map(tables -> Set.copyOf(((VisibleTables.Only) tables).tables())));
      assertEquals(Optional.of(VisibleTables.ALL), caller.visible(new ProjectName("staff")));
      assertEquals(Optional.empty(), caller.visible(new ProjectName("other")));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "grants: {sales: {role: admin, tables: {t: a}}} | restricts [tables] with the role"
              + " [admin]",
          "grants: {'*': {role: query, tables: {t: a}}} | restricts [tables] for ['*']",
          "administrator: true, grants: {s: {role: query, tables: {t: a}}} | restricts the"
              + " [tables]",
          "grants: {sales: {role: query, tables: {a.b.c.d: a}}} | [a.b.c.d], which names no table",
          "grants: {sales: {role: query, tables: {a..d: a}}} | [a..d], which names no table",
          "grants: {sales: {role: query, tables: {t: []}}} | must have one entry at least",
          "grants: {sales: {role: query, tables: {t: {a: b}}}} | must be a list",
          "grants: {sales: {tables: {t: a}}} | is missing",
          "grants: {sales: {role: query, table: {t: a}}} | is no setting"
        })
    void cannot_be_restricted_otherwise(String yaml, String problem) {
      String said =
          problems(UserSection.class, "{passwordHash: " + Documents.HASH + ", " + yaml + "}")
              .toString();

      assertTrue(said.contains(problem), said);
    }

    @Test
    void cannot_administer_all_projects_by_an_asterisk() {
      assertEquals(
          List.of(
              "test.yaml:1: grants admin to ['*'], which can be query alone; [administrator] makes"
                  + " an administrator of everything"),
          problems(
              UserSection.class, "{passwordHash: " + Documents.HASH + ", grants: {\"*\": admin}}"));
    }

    @Test
    void has_roles_that_exist() {
      assertEquals(
          List.of("test.yaml:1: [grants.sales] must be one of query or admin"),
          problems(
              UserSection.class, "{passwordHash: " + Documents.HASH + ", grants: {sales: write}}"));
    }

    private UserAccount user(String more) throws Exception {
      return bind(UserSection.class, "passwordHash: " + Documents.HASH + "\n" + more)
          .account("ann");
    }

    @Test
    void its_hash_is_in_no_log() {
      assertFalse(
          new UserSection(Documents.HASH, true, Optional.empty())
              .toString()
              .contains(Documents.HASH));
    }
  }

  @Nested
  class Project {
    private static final DuckDbSection SALES =
        new DuckDbSection(Optional.of(Path.of("/data/sales.duckdb")), Optional.empty());
    private static final DuckDbSection PEOPLE =
        new DuckDbSection(Optional.empty(), Optional.of(Path.of("/data/people")));

    @Test
    void needs_no_default_source_where_it_has_one_source() throws Exception {
      assertEquals(
          new ProjectSection(
              Map.of("sales", SALES),
              Optional.empty(),
              Optional.empty(),
              UNLIMITED,
              Optional.empty()),
          bind(ProjectSection.class, "sources: {sales: {kind: duckdb, file: /data/sales.duckdb}}"));
    }

    @Test
    void takes_every_setting() throws Exception {
      assertEquals(
          new ProjectSection(
              Map.of("sales", SALES, "people", PEOPLE),
              Optional.of("people"),
              Optional.of("hr"),
              new LimitsSection(
                  Optional.empty(),
                  Optional.of(10L),
                  Optional.empty(),
                  Optional.empty(),
                  OnLimit.FAIL),
              Optional.of(Path.of("/volume"))),
          bind(
              ProjectSection.class,
              """
              results: /volume
              defaultSource: people
              defaultSchema: hr
              limits: {maxRows: 10}
              sources:
                sales:
                  kind: duckdb
                  file: /data/sales.duckdb
                people:
                  kind: duckdb
                  folder: /data/people
              """));
    }

    @Test
    void needs_a_default_source_where_it_has_several() {
      assertEquals(
          List.of("test.yaml:1: needs [defaultSource]; Allowed here: a, b"),
          problems(
              ProjectSection.class,
              """
              sources:
                a: {kind: duckdb, file: a}
                b: {kind: duckdb, file: b}
              """));
    }

    @Test
    void its_default_source_is_one_of_its_sources() {
      assertEquals(
          List.of(
              "test.yaml:1: has no source [sale], its [defaultSource]; did you mean [sales]?"
                  + " Allowed here: sales"),
          problems(
              ProjectSection.class,
              """
              defaultSource: sale
              sources:
                sales: {kind: duckdb, file: a}
              """));
    }

    @Test
    void has_at_least_one_source() {
      assertEquals(
          List.of(
              "test.yaml:1: [sources] must have one entry at least: Where the data lies, by a name"
                  + " of your choice."),
          problems(ProjectSection.class, "sources: {}"));
    }
  }

  @Nested
  class DuckDb {
    @Test
    void needs_a_file_or_a_folder() {
      assertEquals(
          List.of("test.yaml:1: needs either [file] or [folder]"),
          problems(SourceSection.class, "kind: duckdb"));
      assertEquals(
          List.of("test.yaml:1: needs either [file] or [folder]"),
          problems(SourceSection.class, "{kind: duckdb, file: a, folder: b}"));
    }

    @Test
    void takes_either() throws Exception {
      assertEquals(
          new DuckDbSection(Optional.of(Path.of("/etc/a.duckdb")), Optional.empty()),
          bind(SourceSection.class, "{kind: duckdb, file: a.duckdb}"));
      assertEquals(
          new DuckDbSection(Optional.empty(), Optional.of(Path.of("/data"))),
          bind(SourceSection.class, "{kind: duckdb, folder: /data}"));
    }
  }

  @Nested
  class Trino {
    private static final String NEEDED = "kind: trino, host: t, catalog: hive, user: reader";

    @Test
    void takes_what_it_needs_and_has_defaults() throws Exception {
      assertEquals(
          new TrinoSection(
              "t",
              8080,
              "hive",
              "default",
              "reader",
              Optional.empty(),
              Optional.empty(),
              false,
              Optional.empty(),
              true,
              Optional.empty(),
              10,
              Duration.ofSeconds(30),
              Duration.ofMinutes(5),
              Optional.empty()),
          bind(SourceSection.class, "{" + NEEDED + "}"));
    }

    @Test
    void takes_session_properties_by_their_names() throws Exception {
      TrinoSection section =
          (TrinoSection)
              bind(
                  SourceSection.class,
                  "{" + NEEDED + ", sessionProperties: {hive.insert_existing: 'x'}}");

      assertEquals(Optional.of(Map.of("hive.insert_existing", "x")), section.sessionProperties());
    }
  }

  @Nested
  class ClickHouse {
    private static final String NEEDED = "kind: clickhouse, host: c, user: reader";

    @Test
    void takes_what_it_needs_and_has_defaults() throws Exception {
      assertEquals(
          new ClickHouseSection(
              "c",
              Optional.empty(),
              "default",
              "reader",
              Optional.empty(),
              false,
              Optional.empty(),
              Optional.empty(),
              10,
              Duration.ofSeconds(10),
              Duration.ofHours(1),
              Optional.empty()),
          bind(SourceSection.class, "{" + NEEDED + "}"));
    }

    @Test
    void has_the_port_of_https_where_it_speaks_tls() throws Exception {
      assertTrue(definition("").contains("port=8123,"));
      assertTrue(definition(", tls: true").contains("port=8443,"));
      assertTrue(definition(", tls: true, port: 1").contains("port=1,"));
    }

    private static String definition(String more) throws Exception {
      return bind(SourceSection.class, "{" + NEEDED + more + "}").definition("data").toString();
    }

    @Test
    void takes_settings_by_their_names() throws Exception {
      ClickHouseSection section =
          (ClickHouseSection)
              bind(SourceSection.class, "{" + NEEDED + ", settings: {max_threads: '4'}}");

      assertEquals(Optional.of(Map.of("max_threads", "4")), section.settings());
    }
  }

  @Nested
  class PostgreSql {
    private static final String NEEDED =
        "kind: postgresql, host: db, database: sales, user: reader";

    @Test
    void takes_what_it_needs_and_has_defaults() throws Exception {
      assertEquals(
          new PostgreSqlSection(
              "db",
              5432,
              "sales",
              "reader",
              Optional.empty(),
              "public",
              SslMode.PREFER,
              Optional.empty(),
              10,
              Duration.ofSeconds(10),
              Duration.ofHours(1),
              Optional.empty()),
          bind(SourceSection.class, "{" + NEEDED + "}"));
    }

    @Test
    void refuses_a_password_that_stands_in_the_file() {
      assertEquals(
          List.of(
              "test.yaml:1: [password] is a secret and must be a reference such as ${NAME}; secrets"
                  + " do not stand in the file"),
          problems(SourceSection.class, "{" + NEEDED + ", password: hunter2}"));
    }

    @Test
    void knows_the_words_of_ssl_mode() {
      assertEquals(
          List.of(
              "test.yaml:1: [sslMode] must be one of disable, allow, prefer, require, verify-ca,"
                  + " verify-full"),
          problems(SourceSection.class, "{" + NEEDED + ", sslMode: yes}"));
    }

    @Test
    void never_shows_its_password() {
      PostgreSqlSection section =
          new PostgreSqlSection(
              "db",
              5432,
              "sales",
              "reader",
              Optional.of(new Secret("hunter2")),
              "public",
              SslMode.PREFER,
              Optional.empty(),
              10,
              Duration.ofSeconds(10),
              Duration.ofHours(1),
              Optional.empty());

      assertFalse(section.toString().contains("hunter2"), section::toString);
      assertFalse(section.definition("x").toString().contains("hunter2"));
    }
  }
}
