package io.asyncquery.rest.tls;

import java.nio.file.Path;

/**
 * Where the server's identity lies, in PEM.
 *
 * @param certificateChain the server's own certificate first
 * @param privateKey in PKCS #8, not encrypted
 */
public record TlsFiles(Path certificateChain, Path privateKey) {}
