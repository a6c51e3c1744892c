/** What sources that speak HTTP have in common. */
@NullMarked
package io.asyncquery.sql.http;

import org.jspecify.annotations.NullMarked;
