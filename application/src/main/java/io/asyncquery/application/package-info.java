/** What the product does, one interface a use case; front ends call these and nothing else. */
@NullMarked
package io.asyncquery.application;

import org.jspecify.annotations.NullMarked;
