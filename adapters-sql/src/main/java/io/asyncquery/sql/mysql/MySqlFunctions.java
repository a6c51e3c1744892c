package io.asyncquery.sql.mysql;

import static io.asyncquery.sql.source.SourceFunction.Kind.AGGREGATE;
import static io.asyncquery.sql.source.SourceFunction.Kind.SCALAR;

import io.asyncquery.sql.source.FunctionCatalog;
import io.asyncquery.sql.source.SourceFunction;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The functions of MySQL and MariaDB that compute and do nothing else; their catalogs do not say
 * which these are. Functions that users have defined, and all that read files, wait, lock, or tell
 * about the server and its users, are not among them.
 */
final class MySqlFunctions implements FunctionCatalog {

  private static final String SCALARS =
      """
      abs acos adddate addtime ascii asin atan atan2 bin bit_count bit_length ceil ceiling \
      char_length character_length coalesce concat concat_ws conv convert_tz cos cot crc32 curdate \
      current_date current_time current_timestamp curtime date date_add date_format date_sub \
      datediff day dayname dayofmonth dayofweek dayofyear degrees elt exp export_set field \
      find_in_set floor format from_base64 from_days from_unixtime greatest hex hour if ifnull \
      insert instr interval isnull json_array json_arrayagg json_compact json_contains \
      json_contains_path json_depth json_exists json_extract json_insert json_keys json_length \
      json_merge_patch json_merge_preserve json_object json_quote json_query json_remove \
      json_replace json_search json_set json_type json_unquote json_valid json_value last_day lcase \
      least left length ln localtime localtimestamp locate log log10 log2 lower lpad ltrim \
      make_set makedate maketime microsecond mid minute mod month monthname now nullif oct \
      octet_length ord period_add period_diff pi position pow power quarter quote radians rand \
      regexp_instr regexp_like regexp_replace regexp_substr repeat replace reverse right round rpad \
      rtrim sec_to_time second sha1 sha2 md5 sign sin soundex space sqrt st_area st_asgeojson \
      st_astext st_aswkt st_asbinary st_aswkb st_contains st_distance st_dimension st_geometrytype \
      st_intersects st_isempty st_isvalid st_length st_srid st_within st_x st_y str_to_date strcmp \
      subdate substr substring substring_index subtime tan time time_format time_to_sec timediff \
      timestamp timestampadd timestampdiff to_base64 to_days to_seconds trim truncate ucase unhex \
      unix_timestamp upper utc_date utc_time utc_timestamp uuid week weekday weekofyear year \
      yearweek\
      """;

  private static final String AGGREGATES =
      """
      avg bit_and bit_or bit_xor count group_concat json_arrayagg json_objectagg max min std stddev \
      stddev_pop stddev_samp sum var_pop var_samp variance cume_dist dense_rank first_value lag \
      last_value lead nth_value ntile percent_rank rank row_number listagg\
      """;

  private static final Map<String, SourceFunction> FUNCTIONS = functions();

  @Override
  public Optional<SourceFunction> function(String name) {
    return Optional.ofNullable(FUNCTIONS.get(name.toLowerCase(Locale.ROOT)));
  }

  /** There are none but those with a grammar of their own. */
  @Override
  public Optional<SourceFunction> tableFunction(String name) {
    return Optional.empty();
  }

  /** Whether one of this name computes one value of many rows. */
  static boolean isAggregate(String name) {
    SourceFunction function = FUNCTIONS.get(name.toLowerCase(Locale.ROOT));
    return function != null && function.kind() == AGGREGATE;
  }

  private static Map<String, SourceFunction> functions() {
    Map<String, SourceFunction> functions = new HashMap<>();
    Arrays.stream(SCALARS.split(" "))
        .forEach(name -> functions.put(name, new SourceFunction(SCALAR, true)));
    Arrays.stream(AGGREGATES.split(" "))
        .forEach(name -> functions.put(name, new SourceFunction(AGGREGATE, true)));
    return Map.copyOf(functions);
  }
}
