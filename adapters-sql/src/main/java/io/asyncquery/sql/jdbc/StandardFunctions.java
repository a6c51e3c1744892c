package io.asyncquery.sql.jdbc;

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
 * Functions that compute and do nothing else in every database that has them: the only ones that
 * may be called where a catalog of functions cannot be asked. No function may stand as a table.
 */
public final class StandardFunctions implements FunctionCatalog {

  private static final String SCALARS =
      """
      abs acos asin atan atan2 cos cot degrees exp ln log log10 log2 mod pi power pow radians rand \
      random round sign sin sqrt tan truncate trunc ceil ceiling floor greatest least ascii chr \
      char_length character_length length octet_length bit_length concat concat_ws initcap instr \
      lcase left locate lower lpad ltrim md5 position repeat replace reverse right rpad rtrim sha1 \
      sha2 soundex space strcmp substr substring trim ucase upper translate ifnull nvl nvl2 isnull \
      if decode date time timestamp year quarter month week day dayofmonth dayofweek dayofyear hour \
      minute second weekday monthname dayname last_day add_months date_add date_sub datediff \
      date_format date_trunc date_part str_to_date to_char to_date to_number to_timestamp \
      unix_timestamp from_unixtime now curdate curtime current_timestamp localtimestamp \
      regexp_replace regexp_substr regexp_like regexp_instr hex unhex bin json_extract json_value \
      json_query json_length json_valid coalesce nullif format elt field strftime julianday\
      """;

  private static final String AGGREGATES =
      """
      count sum avg min max any_value every stddev stddev_pop stddev_samp variance var_pop var_samp \
      std corr covar_pop covar_samp regr_slope regr_intercept group_concat listagg string_agg \
      bit_and bit_or bit_xor median mode row_number rank dense_rank percent_rank cume_dist ntile \
      lag lead first_value last_value nth_value approx_count_distinct\
      """;

  private static final Map<String, SourceFunction> FUNCTIONS = functions();

  @Override
  public Optional<SourceFunction> function(String name) {
    return Optional.ofNullable(FUNCTIONS.get(name.toLowerCase(Locale.ROOT)));
  }

  @Override
  public Optional<SourceFunction> tableFunction(String name) {
    return Optional.empty();
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
