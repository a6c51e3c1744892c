package io.asyncquery.sql.clickhouse;

import static io.asyncquery.sql.source.SourceFunction.Kind.AGGREGATE;
import static io.asyncquery.sql.source.SourceFunction.Kind.SCALAR;

import io.asyncquery.sql.source.FunctionCatalog;
import io.asyncquery.sql.source.SourceFunction;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The functions of ClickHouse that a query may call. ClickHouse does not say of its functions what
 * they do: some read files, dictionaries and other servers, tell about the server and its users, or
 * sleep. So these are listed which compute and do nothing else; of all others there is none.
 */
final class ClickHouseFunctions implements FunctionCatalog {

  private static final String SCALARS =
      """
      abs acos acosh asin asinh atan atan2 atanh cbrt ceil ceiling cos cosh degrees divide
      divideDecimal divideOrNull e erf erfc exp exp10 exp2 factorial floor gcd greatest hypot intDiv
      intDivOrNull intDivOrZero intExp10 intExp2 isFinite isInfinite isNaN ifNotFinite lcm least
      lgamma ln log log10 log1p log2 max2 min2 minus mod modulo moduloOrNull moduloOrZero multiply
      multiplyDecimal negate pi plus pmod positiveModulo pow power radians round roundBankers
      roundDown roundToExp2 sigmoid sign sin sinh sqr sqrt tan tanh tgamma trunc truncate
      widthBucket width_bucket bar clamp isDecimalOverflow countDigits
      bitAnd bitCount bitHammingDistance bitNot bitOr bitRotateLeft bitRotateRight bitShiftLeft
      bitShiftRight bitSlice bitTest bitTestAll bitTestAny bitXor byteSwap
      and or not xor if multiIf coalesce ifNull nullIf isNull isNotNull isNullable isZeroOrNull
      assumeNotNull firstNonDefault toNullable transform equals notEquals less lessOrEquals greater
      greaterOrEquals isDistinctFrom isNotDistinctFrom
      toBFloat16 toBFloat16OrNull
      accurateCast accurateCastOrDefault accurateCastOrNull reinterpretAsString toTypeName
      toBool toDate toDate32 toDate32OrDefault toDate32OrNull toDate32OrZero toDateOrDefault
      toDateOrNull toDateOrZero toDateTime toDateTime32 toDateTime64 toDateTime64OrDefault
      toDateTime64OrNull toDateTime64OrZero toDateTimeOrDefault toDateTimeOrNull toDateTimeOrZero
      toDecimal128 toDecimal128OrNull toDecimal128OrZero toDecimal256 toDecimal256OrNull
      toDecimal256OrZero toDecimal32 toDecimal32OrNull toDecimal32OrZero toDecimal64
      toDecimal64OrNull toDecimal64OrZero toDecimalString toFixedString toFloat32 toFloat32OrNull
      toFloat32OrZero toFloat64 toFloat64OrNull toFloat64OrZero toIPv4 toIPv4OrNull toIPv6
      toIPv6OrNull toInt128 toInt128OrNull toInt16 toInt16OrNull toInt16OrZero toInt256
      toInt256OrNull toInt32 toInt32OrNull toInt32OrZero toInt64 toInt64OrNull toInt64OrZero toInt8
      toInt8OrNull toInt8OrZero toJSONString toLowCardinality toString toStringCutToZero toTime
      toTime64 toTime64OrNull toUInt128 toUInt128OrNull toUInt16 toUInt16OrNull toUInt16OrZero
      toUInt256 toUInt256OrNull toUInt32 toUInt32OrNull toUInt32OrZero toUInt64 toUInt64OrNull
      toUInt64OrZero toUInt8 toUInt8OrNull toUInt8OrZero toUUID toUUIDOrNull toUUIDOrZero
      toIntervalDay toIntervalHour toIntervalMicrosecond toIntervalMillisecond toIntervalMinute
      toIntervalMonth toIntervalNanosecond toIntervalQuarter toIntervalSecond toIntervalWeek
      toIntervalYear
      addDays addHours addMicroseconds addMilliseconds addMinutes addMonths addNanoseconds
      addQuarters addSeconds addWeeks addYears subtractDays subtractHours subtractMicroseconds
      subtractMilliseconds subtractMinutes subtractMonths subtractNanoseconds subtractQuarters
      subtractSeconds subtractWeeks subtractYears age changeDay changeHour changeMinute changeMonth
      changeSecond changeYear dateDiff dateName dateTrunc formatDateTime formatDateTimeInJodaSyntax
      fromDaysSinceYearZero fromDaysSinceYearZero32 fromModifiedJulianDay fromUTCTimestamp
      fromUnixTimestamp fromUnixTimestamp64Micro fromUnixTimestamp64Milli fromUnixTimestamp64Nano
      fromUnixTimestamp64Second fromUnixTimestampInJodaSyntax makeDate makeDate32 makeDateTime
      makeDateTime64 monthName now now64 parseDateTime parseDateTime32BestEffort
      parseDateTime32BestEffortOrNull parseDateTime64 parseDateTime64BestEffort
      parseDateTime64BestEffortOrNull parseDateTime64InJodaSyntax parseDateTime64InJodaSyntaxOrNull
      parseDateTime64OrNull parseDateTimeBestEffort parseDateTimeBestEffortOrNull
      parseDateTimeInJodaSyntax parseDateTimeInJodaSyntaxOrNull parseDateTimeOrNull timeDiff
      timeSlot toDayOfMonth toDayOfWeek toDayOfYear toDaysInMonth toDaysSinceYearZero toHour
      toISOWeek toISOYear toLastDayOfMonth toLastDayOfWeek toMicrosecond toMillisecond toMinute
      toModifiedJulianDay toMonday toMonth toMonthNumSinceEpoch toNanosecond toQuarter
      toRelativeDayNum toRelativeHourNum toRelativeMinuteNum toRelativeMonthNum
      toRelativeQuarterNum toRelativeSecondNum toRelativeWeekNum toRelativeYearNum toSecond
      toStartOfDay toStartOfFifteenMinutes toStartOfFiveMinutes toStartOfHour toStartOfISOYear
      toStartOfInterval toStartOfMicrosecond toStartOfMillisecond toStartOfMinute toStartOfMonth
      toStartOfNanosecond toStartOfQuarter toStartOfSecond toStartOfTenMinutes toStartOfWeek
      toStartOfYear toTimezone toUTCTimestamp toUnixTimestamp toUnixTimestamp64Micro
      toUnixTimestamp64Milli toUnixTimestamp64Nano toUnixTimestamp64Second toWeek toYYYYMM
      toYYYYMMDD toYYYYMMDDhhmmss toYear toYearWeek today yesterday week yearweek timezoneOf
      timezoneOffset YYYYMMDDToDate YYYYMMDDToDate32 YYYYMMDDhhmmssToDateTime
      YYYYMMDDhhmmssToDateTime64
      appendTrailingCharIfAbsent ascii base32Decode base32Encode base58Decode base58Encode
      base64Decode base64Encode base64URLDecode base64URLEncode bin byteSlice char compareSubstrings
      concat concatWithSeparator conv convertCharset countMatches countMatchesCaseInsensitive
      countSubstrings countSubstringsCaseInsensitive damerauLevenshteinDistance empty endsWith
      endsWithUTF8 extract extractAll extractGroups format formatReadableDecimalSize
      formatReadableQuantity formatReadableSize formatReadableTimeDelta hasSubsequence
      hasSubsequenceUTF8 hasToken hasTokenCaseInsensitive hex ilike initcap initcapUTF8
      isValidASCII isValidUTF8 jaroSimilarity jaroWinklerSimilarity lcase left leftPad leftPadUTF8
      leftUTF8 length lengthUTF8 levenshteinDistance levenshteinDistanceUTF8 like locate lower
      lowerUTF8 lpad match mid ngramDistance ngramDistanceUTF8 ngramSearch ngramSearchUTF8
      normalizeUTF8NFC normalizeUTF8NFD normalizeUTF8NFKC normalizeUTF8NFKD notEmpty notILike
      notLike octet_length overlay overlayUTF8 position positionCaseInsensitive
      positionCaseInsensitiveUTF8 positionUTF8 printf punycodeDecode punycodeEncode regexpExtract
      regexpQuoteMeta repeat replace replaceAll replaceOne replaceRegexpAll replaceRegexpOne reverse
      reverseUTF8 right rightPad rightPadUTF8 rightUTF8 rpad soundex space splitByChar
      splitByNonAlpha splitByRegexp splitByString splitByWhitespace startsWith startsWithUTF8
      stringJaccardIndex stringJaccardIndexUTF8 substr substring substringIndex substringIndexUTF8
      substringUTF8 toValidUTF8 translate translateUTF8 trimBoth trimLeft trimRight ucase unbin
      unhex upper upperUTF8 ltrim rtrim
      CRC32 CRC32IEEE CRC64 MD4 MD5 RIPEMD160 SHA1 SHA224 SHA256 SHA384 SHA512 SHA512_256 cityHash64
      farmFingerprint64 farmHash64 halfMD5 hiveHash intHash32 intHash64 javaHash keccak256
      metroHash64 murmurHash2_32 murmurHash2_64 murmurHash3_128 murmurHash3_32 murmurHash3_64
      sipHash128 sipHash64 wyHash64 xxHash32 xxHash64 xxh3
      UUIDNumToString UUIDStringToNum generateUUIDv4 generateUUIDv7 rand rand64 randCanonical
      randUniform
      array arrayAll arrayAvg arrayCompact arrayConcat arrayCount arrayCumSum arrayDifference
      arrayDistinct arrayDotProduct arrayElement arrayElementOrNull arrayEnumerate arrayExcept
      arrayExists arrayFilter arrayFirst arrayFirstIndex arrayFlatten arrayFold arrayIntersect
      arrayJoin arrayLast arrayLastIndex arrayMap arrayMax arrayMin arrayPopBack arrayPopFront
      arrayProduct arrayPushBack arrayPushFront arrayResize arrayReverse arrayReverseSort
      arrayRotateLeft arrayRotateRight arrayShiftLeft arrayShiftRight arraySlice arraySort
      arrayStringConcat arraySum arraySymmetricDifference arrayUnion arrayUniq arrayWithConstant
      arrayZip countEqual has hasAll hasAny hasSubstr indexOf range tuple tupleElement untuple map
      mapAdd mapConcat mapContainsKey mapFromArrays mapKeys mapSubtract mapUpdate mapValues
      L1Distance L1Norm L2Distance L2Norm L2SquaredDistance L2SquaredNorm cosineDistance dotProduct
      JSONArrayLength JSONExtract JSONExtractArrayRaw JSONExtractBool JSONExtractFloat
      JSONExtractInt JSONExtractKeys JSONExtractRaw JSONExtractString JSONExtractUInt JSONHas
      JSONLength JSONMergePatch JSONType JSON_EXISTS JSON_QUERY JSON_VALUE isValidJSON
      simpleJSONExtractBool simpleJSONExtractFloat simpleJSONExtractInt simpleJSONExtractRaw
      simpleJSONExtractString simpleJSONExtractUInt simpleJSONHas
      cutFragment cutQueryString cutToFirstSignificantSubdomain cutURLParameter cutWWW
      decodeURLComponent domain domainWithoutWWW encodeURLComponent extractURLParameter
      extractURLParameterNames extractURLParameters firstSignificantSubdomain fragment netloc path
      pathFull protocol queryString topLevelDomain URLHierarchy URLPathHierarchy port
      IPv4CIDRToRange IPv4NumToString IPv4StringToNum IPv4ToIPv6 IPv6CIDRToRange IPv6NumToString
      IPv6StringToNum isIPAddressInRange isIPv4String isIPv6String
      geoDistance geohashDecode geohashEncode greatCircleAngle greatCircleDistance pointInEllipses
      pointInPolygon grouping
      """;

  private static final String AGGREGATES =
      """
      any anyHeavy anyLast any_value argMax argMin array_agg avg avgWeighted boundingRatio
      categoricalInformationValue corr corrStable count covarPop covarPopStable covarSamp
      covarSampStable covar_pop covar_samp cramersV cume_dist denseRank dense_rank entropy
      firstValueRespectNulls first_value groupArray groupBitAnd groupBitOr groupBitXor groupBitmap
      groupConcat groupUniqArray kurtPop kurtSamp lag lagInFrame lastValueRespectNulls last_value
      lead leadInFrame max maxIntersections max_by median medianExact min min_by nth_value ntile
      percentRank percent_rank quantile quantileExact quantileExactInclusive quantileTDigest rank rankCorr row_number
      simpleLinearRegression singleValueOrNull skewPop skewSamp stddevPop stddevPopStable stddevSamp
      stddevSampStable stddev_pop stddev_samp string_agg sum sumCount sumKahan topK uniq
      uniqCombined uniqCombined64 uniqExact uniqHLL12 varPop varPopStable varSamp varSampStable
      var_pop var_samp
      """;

  private static final Map<String, String> SPELLED = new HashMap<>();
  private static final Map<String, SourceFunction> FUNCTIONS = new HashMap<>();

  static {
    names(SCALARS).forEach(name -> add(name, SCALAR));
    names(AGGREGATES)
        .forEach(name -> {
          add(name, AGGREGATE);
          add(name + "If", AGGREGATE);
        });
  }

  private static Stream<String> names(String list) {
    return Arrays.stream(list.strip().split("\\s+"));
  }

  private static void add(String name, SourceFunction.Kind kind) {
    String lower = name.toLowerCase(Locale.ROOT);
    SPELLED.putIfAbsent(lower, name);
    FUNCTIONS.putIfAbsent(lower, new SourceFunction(kind, true));
  }

  /** Whether the function {@code name} has its second operand before the first. */
  static boolean hasParameter(String name) {
    return name.toLowerCase(Locale.ROOT).startsWith("quantile");
  }

  /** Whether {@code name} is that of an aggregate. */
  static boolean isAggregate(String name) {
    SourceFunction function = FUNCTIONS.get(name.toLowerCase(Locale.ROOT));
    return function != null && function.kind() == AGGREGATE;
  }

  /** ClickHouse tells most names apart by case: this is its own spelling. */
  static String spelled(String name) {
    return SPELLED.getOrDefault(name.toLowerCase(Locale.ROOT), name);
  }

  @Override
  public Optional<SourceFunction> function(String name) {
    return Optional.ofNullable(FUNCTIONS.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Those of ClickHouse read files, addresses and other servers. */
  @Override
  public Optional<SourceFunction> tableFunction(String name) {
    return Optional.of(new SourceFunction(SCALAR, false));
  }
}
