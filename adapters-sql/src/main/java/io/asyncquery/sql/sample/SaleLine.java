package io.asyncquery.sql.sample;

import io.trino.tpch.LineItem;

/**
 * A line of an order with what follows from its part and the scale's smaller dimensions. Money is
 * in cents.
 *
 * @param item the line as TPC-H has it; its own part, supplier and price are not those of the star
 *     schema
 * @param part key of the part
 * @param supplier key of the supplier
 * @param extendedPrice price of the part times quantity
 * @param revenue extended price less discount
 * @param supplyCost what one of these parts costs, six tenths of its price
 */
record SaleLine(
    LineItem item, int part, int supplier, long extendedPrice, long revenue, long supplyCost) {

  static SaleLine of(LineItem item, int parts, int suppliers) {
    int part = fold(item.partKey(), parts);
    long price = price(part);
    long extendedPrice = price * item.quantity();
    return new SaleLine(
        item,
        part,
        fold(item.supplierKey(), suppliers),
        extendedPrice,
        extendedPrice * (100 - item.discountPercent()) / 100,
        price * 6 / 10);
  }

  /** What the customer pays: revenue and tax. */
  long charge() {
    return revenue * (100 + item.taxPercent()) / 100;
  }

  /**
   * TPC-H counts more of everything than the star schema: keys beyond its last start again at 1.
   */
  static int fold(long key, int count) {
    return (int) ((key - 1) % count) + 1;
  }

  /** TPC-H's price of a part, 900 to 2,099 dollars. */
  private static long price(int part) {
    return 90_000 + part / 10 % 20_001 + 100L * (part % 1_000);
  }
}
