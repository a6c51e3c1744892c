package io.asyncquery.sql.postgresql;

import io.asyncquery.sql.source.SourceFunction;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What PostgreSQL's catalog cannot say of its functions: some declare themselves stable, and yet
 * run SQL of their own, reach files and other servers, or tell about the server and its users.
 */
final class RefusedFunctions {

  private static final Pattern REFUSED =
      Pattern.compile(
          """
          pg_(?!typeof$).*|lo_.*|lo(read|write|creat|_.*)|dblink.*|has_.*|inet_(server|client)_.*\
          |txid_.*|binary_upgrade_.*|to_reg.*|.*_to_xml(schema)?(_and_xmlschema)?\
          |reg(class|proc(edure)?|oper(ator)?|type|role|namespace|collation)(in|recv)?\
          |xpath_table|xslt_process|crosstab.*|connectby|tablefunc.*|ts_(stat|rewrite|debug|parse)\
          |postgres_fdw_.*|file_fdw_.*|plpgsql_.*|plperl.*|plpython.*|lc_.*|icu_.*|gin_.*|brin_.*\
          |current_(setting|schemas?|database|catalog|user|role|query)|session_user|user\
          |getpgusername|getdatabaseencoding|set_config|setval|nextval|currval|lastval|version\
          |row_security_active|(col|obj|shobj)_description|amvalidate|suppress_redundant.*\
          |query_to_.*|table_to_.*|schema_to_.*|database_to_.*|cursor_to_.*|format_type\
          |xml_is_.*|system_user|makeacl.*|aclexplode|acldefault|shell_.*|sleep.*|get_raw_page.*\
          """);

  private static final Set<String> HARMLESS_THOUGH_VOLATILE =
      Set.of("random", "gen_random_uuid", "clock_timestamp", "uuid_generate_v4");

  private static final Set<String> ROWS =
      Set.of(
          "generate_series",
          "generate_subscripts",
          "unnest",
          "regexp_matches",
          "regexp_split_to_table",
          "string_to_table",
          "json_array_elements",
          "json_array_elements_text",
          "json_each",
          "json_each_text",
          "json_object_keys",
          "jsonb_array_elements",
          "jsonb_array_elements_text",
          "jsonb_each",
          "jsonb_each_text",
          "jsonb_object_keys",
          "jsonb_path_query");

  private RefusedFunctions() {}

  static boolean isRefused(String name) {
    return REFUSED.matcher(name).matches();
  }

  /** One that is refused whether or not the server has it: its absence is nobody's business. */
  static Optional<SourceFunction> ifNamed(String name) {
    return isRefused(name)
        ? Optional.of(new SourceFunction(SourceFunction.Kind.SCALAR, false))
        : Optional.empty();
  }

  /** Only its value changes. */
  static boolean isHarmlessThoughVolatile(String name) {
    return HARMLESS_THOUGH_VOLATILE.contains(name);
  }

  static boolean mayReturnRows(String name) {
    return ROWS.contains(name);
  }
}
