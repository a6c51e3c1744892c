package io.asyncquery.rest.download;

/** Some bytes of a file, both ends included. */
record ByteRange(long first, long last) {

  long length() {
    return last - first + 1;
  }
}
