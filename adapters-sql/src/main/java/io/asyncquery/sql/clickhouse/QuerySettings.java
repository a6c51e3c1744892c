package io.asyncquery.sql.clickhouse;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a query is sent with, whoever it is from: its SQL means the same on every server. */
final class QuerySettings {

  /** Rows of a block, and hence of a batch: what is in memory at a time. */
  private static final String BLOCK_ROWS = "16384";

  private static final String ZONE = "session_timezone";

  /** How answers come, and when they end. */
  private static final Map<String, String> ANSWERS =
      Map.ofEntries(
          Map.entry("max_block_size", BLOCK_ROWS),
          Map.entry("wait_end_of_query", "0"),
          Map.entry("cancel_http_readonly_queries_on_client_close", "1"),
          Map.entry("output_format_native_encode_types_in_binary_format", "0"),
          Map.entry("output_format_native_write_json_as_string", "1"));

  /** What SQL means. */
  private static final Map<String, String> MEANING =
      Map.ofEntries(
          Map.entry(ZONE, "UTC"),
          Map.entry("aggregate_functions_null_for_empty", "1"),
          Map.entry("asterisk_include_materialized_columns", "1"),
          Map.entry("asterisk_include_alias_columns", "1"),
          Map.entry("cast_keep_nullable", "1"),
          Map.entry("cast_string_to_date_time_mode", "best_effort"),
          Map.entry("date_time_overflow_behavior", "throw"),
          Map.entry("decimal_check_overflow", "1"),
          Map.entry("enable_extended_results_for_datetime_functions", "1"),
          Map.entry("enable_time_time64_type", "1"),
          Map.entry("allow_experimental_correlated_subqueries", "1"),
          Map.entry("group_by_use_nulls", "1"),
          Map.entry("join_use_nulls", "1"),
          Map.entry("prefer_column_name_to_alias", "1"),
          Map.entry("transform_null_in", "0"),
          Map.entry("union_default_mode", "DISTINCT"),
          Map.entry("intersect_default_mode", "DISTINCT"),
          Map.entry("except_default_mode", "DISTINCT"),
          Map.entry("use_variant_as_common_type", "0"));

  /** How long and deep SQL may be: longer than what was sent, for it says all that it means. */
  private static final Map<String, String> SIZES =
      Map.of(
          "max_query_size", "67108864",
          "max_parser_depth", "10000",
          "max_parser_backtracks", "100000000",
          "max_ast_depth", "10000",
          "max_ast_elements", "10000000",
          "max_expanded_ast_elements", "10000000");

  private QuerySettings() {}

  /**
   * The same with what the operator has set, which wins but for what keeps a query from writing.
   */
  static Map<String, String> of(ClickHouseSettings source) {
    Map<String, String> all = new LinkedHashMap<>(ANSWERS);
    all.putAll(MEANING);
    all.putAll(SIZES);
    source
        .server()
        .statementTimeout()
        .ifPresent(most -> all.put("max_execution_time", String.valueOf(most.toMillis() / 1000.0)));
    all.putAll(source.settings());
    all.put("readonly", "2");
    all.put("default_format", "Native");
    all.put("database", source.database());
    return all;
  }

  /** Where a time that names no zone was on a clock. */
  static ZoneId zone(ClickHouseSettings source) {
    return ZoneId.of(source.settings().getOrDefault(ZONE, "UTC"));
  }
}
