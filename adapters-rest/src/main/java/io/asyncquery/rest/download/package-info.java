/** Results as files: ranges, conditions, names, and the way from the disk to the socket. */
@NullMarked
package io.asyncquery.rest.download;

import org.jspecify.annotations.NullMarked;
