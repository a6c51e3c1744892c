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

  /** A limit of the server's profile fails a query, and never ends its rows early. */
  private static final Map<String, String> WHOLE =
      Map.ofEntries(
          Map.entry("distinct_overflow_mode", "throw"),
          Map.entry("group_by_overflow_mode", "throw"),
          Map.entry("join_overflow_mode", "throw"),
          Map.entry("read_overflow_mode", "throw"),
          Map.entry("read_overflow_mode_leaf", "throw"),
          Map.entry("result_overflow_mode", "throw"),
          Map.entry("set_overflow_mode", "throw"),
          Map.entry("sort_overflow_mode", "throw"),
          Map.entry("timeout_overflow_mode", "throw"),
          Map.entry("timeout_overflow_mode_leaf", "throw"),
          Map.entry("transfer_overflow_mode", "throw"),
          Map.entry("limit", "0"),
          Map.entry("offset", "0"),
          Map.entry("partial_result_on_first_cancel", "0"),
          Map.entry("skip_unavailable_shards", "0"),
          Map.entry("use_query_cache", "0"));

  /** Names, and rules of older versions: as a server has them that nobody has changed. */
  private static final Map<String, String> RULES =
      Map.ofEntries(
          Map.entry("compatibility", ""),
          Map.entry("allow_experimental_analyzer", "1"),
          Map.entry("analyzer_compatibility_join_using_top_level_identifier", "0"),
          Map.entry("any_join_distinct_right_table_keys", "0"),
          Map.entry("cast_ipv4_ipv6_default_on_conversion_error", "0"),
          Map.entry("count_distinct_implementation", "uniqExact"),
          Map.entry("describe_compact_output", "0"),
          Map.entry("describe_include_subcolumns", "0"),
          Map.entry("describe_include_virtual_columns", "0"),
          Map.entry("distributed_group_by_no_merge", "0"),
          Map.entry("distributed_product_mode", "global"),
          Map.entry("empty_result_for_aggregation_by_constant_keys_on_empty_set", "1"),
          Map.entry("empty_result_for_aggregation_by_empty_set", "0"),
          Map.entry("enable_global_with_statement", "1"),
          Map.entry("enable_positional_arguments", "1"),
          Map.entry("enable_scopes_for_with_statement", "1"),
          Map.entry("extremes", "0"),
          Map.entry("force_grouping_standard_compatibility", "1"),
          Map.entry("implicit_table_at_top_level", ""),
          Map.entry("join_any_take_last_row", "0"),
          Map.entry("join_default_strictness", "ALL"),
          Map.entry("least_greatest_legacy_null_behavior", "0"),
          Map.entry("optimize_trivial_approximate_count_query", "0"),
          Map.entry("precise_float_parsing", "1"),
          Map.entry("print_pretty_type_names", "0"),
          Map.entry("rewrite_count_distinct_if_with_count_distinct_implementation", "0"),
          Map.entry("short_circuit_function_evaluation", "enable"));

  /** How long and deep SQL may be: longer than what was sent, for it says all that it means. */
  private static final Map<String, String> SIZES =
      Map.of(
          "max_query_size", "67108864",
          "max_parser_depth", "10000",
          "max_parser_backtracks", "100000000",
          "max_ast_depth", "10000",
          "max_ast_elements", "10000000",
          "max_expanded_ast_elements", "10000000");

  /**
   * With these alone a recursion finds types that hold what its steps make: without, numbers take
   * those of its first query and lose their highest bits. Servers before 26.5 do not know the
   * first, and so refuse recursion alone.
   */
  private static final Map<String, String> RECURSION =
      Map.of(
          "recursive_cte_max_steps_in_type_inference", "10",
          "max_recursive_cte_evaluation_depth", "10000000");

  private QuerySettings() {}

  /**
   * The same with what the operator has set, which wins but for what keeps a query from writing.
   */
  static Map<String, String> of(ClickHouseSettings source, String sql) {
    Map<String, String> all = new LinkedHashMap<>(ANSWERS);
    all.putAll(RULES);
    all.putAll(MEANING);
    all.putAll(WHOLE);
    all.putAll(SIZES);
    if (sql.contains("WITH RECURSIVE")) {
      all.putAll(RECURSION);
    }
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
