package io.asyncquery.sql.duckdb;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.plan.ParsedQuery;
import io.asyncquery.sql.plan.RowRange;
import io.asyncquery.sql.plan.TableScope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading is all that SQL can do here; each layer says so by itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadOnlyTest {

  private static final Pattern REFUSAL =
      Pattern.compile(
          "^Only queries are|^One query|is not allowed|not found|^Syntax error|is no interval");

  private DuckDbSource source;
  private Path file;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    file =
        Databases.duckDb(
            folder,
            "CREATE TABLE t(a INTEGER)",
            "INSERT INTO t VALUES (1)",
            "CREATE SEQUENCE s",
            "CREATE MACRO home() AS getvariable('home')",
            "CREATE MACRO passwords() AS TABLE SELECT * FROM read_text('/etc/passwd')");
    source = DuckDbSource.openFile(file, DuckDbSettings.defaults());
  }

  @AfterAll
  void close() {
    source.close();
  }

  /** By the parser: what is no query. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into t values (2)",
        "update t set a = 2",
        "delete from t",
        "merge into t using t s on t.a = s.a when matched then delete",
        "truncate table t",
        "create table x(a integer)",
        "create temp table x as select 1",
        "create view v as select 1",
        "create or replace macro m(x) as x",
        "alter table t add column b integer",
        "drop table t",
        "copy t to '/tmp/x.csv'",
        "copy t from '/etc/passwd'",
        "attach '/tmp/x.duckdb' as x",
        "detach test",
        "pragma threads=1",
        "set threads = 1",
        "reset threads",
        "install httpfs",
        "load httpfs",
        "call pragma_version()",
        "export database '/tmp/x'",
        "import database '/tmp/x'",
        "checkpoint",
        "vacuum",
        "begin",
        "commit",
        "explain select 1",
        "explain analyze select 1",
        "describe t",
        "show tables",
        "use main",
        "prepare p as select 1",
        "execute p",
        "deallocate p",
        "create secret (type s3)",
        "select 1; drop table t",
        "drop table t; select 1",
        ";drop table t",
        "/* */ drop table t",
        "-- x\ndrop table t",
        "with x as (insert into t values (1) returning *) select * from x",
        "select * into x from t",
        "select 1 from t for update",
        "values (1); delete from t",
      })
  void the_parser_takes_queries_alone(String sql) {
    assertRefusedByPlan(sql);
  }

  /** By the list of functions: what a query could reach for. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select getenv('HOME')",
        "select \"getenv\"('HOME')",
        "select GetEnv('HOME')",
        "select main.getenv('x')",
        "select system.main.getenv('x')",
        "select {fn getenv('HOME')}",
        "select current_setting('access_mode')",
        "select getvariable('x')",
        "select version()",
        "select current_user",
        "select session_user",
        "select current_database()",
        "select current_schema()",
        "select current_schemas(true)",
        "select nextval('s')",
        "select next value for s",
        "select currval('s')",
        "select txid_current()",
        "select pg_sleep(10)",
        "select sleep_ms(1000)",
        "select write_log('x')",
        "select error('x')",
        "select setseed(0.5)",
        "select json_execute_serialized_sql('x')",
        "select json_serialize_sql('select 1')",
        "select json_serialize_plan('select * from read_text(''/etc/passwd'')')",
        "select query('select 1')",
        "select home()",
        "select main.home()",
        "select __internal_compress_integral_utinyint(1, 1)",
        "select stats(a) from t",
        "select current_query()",
        "select pg_get_viewdef(1)",
        "select has_table_privilege('t', 'select')",
        "select * from read_text('/etc/passwd')",
        "select * from read_csv('/etc/passwd')",
        "select * from read_csv_auto('/etc/passwd')",
        "select * from read_blob('/etc/passwd')",
        "select * from read_parquet('x')",
        "select * from parquet_scan('x')",
        "select * from parquet_metadata('x')",
        "select * from read_json('/etc/passwd')",
        "select * from sniff_csv('/etc/passwd')",
        "select * from glob('/*')",
        "select * from table(glob('/*'))",
        "select * from query('select 1')",
        "select * from query_table('t')",
        "select * from duckdb_settings()",
        "select * from duckdb_secrets()",
        "select * from duckdb_functions()",
        "select * from pragma_version()",
        "select * from pragma_database_size()",
        "select * from passwords()",
        "select * from seq_scan('t')",
        "select * from repeat('x', 10)",
        "select * from test_all_types()",
        "select * from checkpoint()",
        "select * from force_checkpoint()",
        "select * from json_execute_serialized_sql('x')",
        "select * from '/etc/passwd'",
        "select * from \"/etc/passwd\"",
        "select * from main.\"/etc/passwd\"",
        "select * from \"file.csv\"",
        "select * from \"https://example.com/x.parquet\"",
        "select (select getenv('x'))",
        "select * from (select getenv('x') y)",
        "with x as (select getenv('x')) select * from x",
        "select a from t where getenv('x') = 'y'",
        "select a from t order by getenv('x')",
        "select a from t group by getenv('x')",
        "select sum(a) filter (where getenv('x') is null) from t",
        "select sum(a) over (partition by getenv('x')) from t",
        "select sum(a) over (order by a rows between getenv('x') preceding and current row) from t",
        "select count(*) from t group by rollup(getenv('x'))",
        "select a from t having getenv('x') is null",
        "select a from t qualify getenv('x') is null",
        "select * from t join t u on getenv('x') = 'y'",
        "select case when true then getenv('x') end",
        "select cast(getenv('x') as varchar)",
        "select coalesce(getenv('x'), 'y')",
        "select list_transform(array['HOME'], x -> getenv(x))",
        "select string_agg(getenv('x'), ',')",
        "select array[getenv('x')]",
        "select map['a', getenv('x')]",
        "select (getenv('x'), 1)",
        "select a in (1, getenv('x')) from t",
        "select a between 1 and getenv('x') from t",
        "select * from t, lateral (select getenv('x')) u",
        "select getenv('x') union select 'y'",
        "values (getenv('x'))",
        "select * from (values (getenv('x'))) v",
        "select * from unnest(array[getenv('x')])",
        "select * from generate_series(1, length(getenv('x')))",
        "select exists (select getenv('x'))",
        "select substring(getenv('x') from 1 for 2)",
        "select trim(both getenv('x') from 'y')",
        "select extract(year from getenv('x'))",
        "select 'a' || getenv('x')",
        "select getenv('x')[1]",
        "select getenv('x')::varchar",
        "select not getenv('x')",
        "select - getenv('x')",
        "select getenv('x') is null",
        "select 'x' like getenv('x')",
        "select floor(getenv('x') to month)",
        "select interval '1' day * getenv('x')",
        "select row_number() over (order by getenv('x'))",
        "select a from t window w as (order by getenv('x'))",
        "select percentile_cont(0.5) within group (order by getenv('x')) from t",
        "(select 1) order by getenv('x')",
        "select 1 limit getenv('x')",
        "select distinct getenv('x')",
        "select interval '1'' day, getenv(''HOME''), interval ''1' day",
        "select interval '1-2'' year, getenv(''HOME''), interval ''1' year to month",
        "select date '2020-01-01' + interval '1''' day",
        "select interval -'1'')--' day",
        "select interval 'day' day",
        "select interval '' day",
        "select a from t order by interval '1'' day, getenv(''HOME''), interval ''1' day",
        "select sum(a) over (order by a range interval '1'' day' day preceding) from t",
        "select list_transform(array[1], x -> interval '1'' || getenv(''HOME'') ''' day)",
        "select ge/**/tenv('x')",
        "select getenv/**/('HOME')",
        "select getenv -- x\n ('HOME')",
      })
  void the_plan_takes_harmless_functions_alone(String sql) {
    assertRefusedByPlan(sql);
  }

  /** By DuckDB's parser: what is no SELECT, were the plan not there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO t VALUES (2)",
        "DELETE FROM t",
        "UPDATE t SET a = 2",
        "CREATE TABLE x(a INTEGER)",
        "CREATE TEMP TABLE x(a INTEGER)",
        "CREATE TEMP MACRO m(x) AS x",
        "DROP TABLE t",
        "COPY t TO '/tmp/x.csv'",
        "COPY (SELECT 1) TO '%s' (USE_TMP_FILE false)",
        "ATTACH ':memory:' AS m",
        "PRAGMA version",
        "SET threads = 1",
        "SET VARIABLE a = 1",
        "LOAD json",
        "INSTALL httpfs",
        "CALL pragma_version()",
        "BEGIN",
        "CHECKPOINT",
        "VACUUM",
        "EXPORT DATABASE '/tmp/x'",
        "USE main",
        "PREPARE p AS SELECT 1",
        "SELECT 1; SELECT 2",
        "SELECT 1; DROP TABLE t",
        "EXPLAIN SELECT 1",
        "",
        ";",
      })
  void the_reader_takes_one_select_alone(String sql) {
    try (Handle handle = source.connect(new Cancellation())) {
      assertThrows(
          QueryFailedException.class,
          () ->
              source
                  .reader()
                  .read(
                      handle.getConnection(),
                      sql.formatted(file),
                      new Cancellation(),
                      batches -> batches.next()),
          sql);
    }
  }

  /** By the instance: what neither the plan nor the reader had kept away. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO t VALUES (2)",
        "DELETE FROM t",
        "UPDATE t SET a = 2",
        "CREATE TABLE x(a INTEGER)",
        "CREATE VIEW v AS SELECT 1",
        "CREATE MACRO m(x) AS x",
        "DROP TABLE t",
        "ALTER TABLE t ADD COLUMN b INTEGER",
        "COPY t TO '/tmp/asyncquery-test.csv'",
        "COPY t FROM '/etc/passwd'",
        "ATTACH ':memory:' AS m",
        "ATTACH '/tmp/asyncquery-test.duckdb' AS m",
        "SET threads = 1",
        "SET GLOBAL enable_external_access = true",
        "RESET lock_configuration",
        "PRAGMA threads = 1",
        "SET temp_directory = '/tmp/x'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "LOAD '/tmp/x.duckdb_extension'",
        "EXPORT DATABASE '/tmp/asyncquery-test'",
        "IMPORT DATABASE '/tmp/asyncquery-test'",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_blob('/etc/hostname')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM read_parquet('https://example.com/x.parquet')",
        "SELECT * FROM passwords()",
        "SELECT nextval('s')",
        "CREATE PERSISTENT SECRET x (TYPE s3)",
      })
  void the_instance_reads_its_file_alone(String sql) {
    try (Handle handle = source.connect(new Cancellation())) {
      assertThrows(
          SQLException.class,
          () -> {
            try (Statement statement = handle.getConnection().createStatement()) {
              statement.execute(sql);
            }
          },
          sql);
    }
  }

  @AfterAll
  void the_file_is_as_it_was_and_nothing_was_written() throws Exception {
    assertTrue(Files.notExists(Path.of("/tmp/asyncquery-test.csv")));
    assertTrue(Files.notExists(Path.of("/tmp/asyncquery-test.duckdb")));
    assertTrue(Files.notExists(Path.of("/tmp/asyncquery-test")));
  }

  private void assertRefusedByPlan(String sql) {
    try (Handle handle = source.connect(new Cancellation())) {
      TableScope scope = new TableScope(source.catalog(handle), "data", "main");
      Throwable thrown =
          assertThrows(
              Throwable.class,
              () -> source.planner(handle).plan(ParsedQuery.of(sql), RowRange.ALL, scope),
              sql);
      String message = source.failures().planning(sql, thrown).failure().message();
      assertTrue(REFUSAL.matcher(message).find(), () -> sql + ": " + message);
    }
  }
}
