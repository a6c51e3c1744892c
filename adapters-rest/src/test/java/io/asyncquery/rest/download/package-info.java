@NullMarked
package io.asyncquery.rest.download;

import org.jspecify.annotations.NullMarked;
