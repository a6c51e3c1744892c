package io.asyncquery.sql.sample;

import io.trino.tpch.Nation;
import io.trino.tpch.RandomBoundedInt;
import io.trino.tpch.Region;
import java.util.ArrayList;
import java.util.List;

/** Where customers and suppliers live: a city in a nation in a region, ten cities to a nation. */
final class Geography {
  private static final int CITY_PREFIX = 9;

  private final List<Nation> nations = new ArrayList<>();
  private final List<Region> regions = new ArrayList<>();
  private final RandomBoundedInt cityDigit;

  /**
   * @param citySeed where the sequence of cities starts
   */
  Geography(long citySeed) {
    Tpch.nations().forEach(nations::add);
    Tpch.regions().forEach(regions::add);
    cityDigit = new RandomBoundedInt(citySeed, 0, 9);
  }

  /** The place of the next customer or supplier, who lives in this nation. */
  Place next(long nationKey) {
    Nation nation = nations.get(Math.toIntExact(nationKey));
    Region region = regions.get(Math.toIntExact(nation.regionKey()));
    int digit = cityDigit.nextValue();
    cityDigit.rowFinished();
    return new Place(city(nation.name(), digit), nation.name(), region.name());
  }

  private static String city(String nation, int digit) {
    String padded = nation + " ".repeat(Math.max(0, CITY_PREFIX - nation.length()));
    return padded.substring(0, CITY_PREFIX) + digit;
  }

  record Place(String city, String nation, String region) {}
}
