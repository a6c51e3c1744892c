package io.asyncquery.bootstrap.config;

import io.asyncquery.rest.tls.TlsFiles;
import java.nio.file.Path;

/** The server's identity, in PEM files. */
public record TlsSection(
    @Setting(
            "The certificate, followed by those that vouch for it. Where this file or the key"
                + " changes, the next connection gets the new one.")
        Path certificateChain,
    @Setting("The private key: PKCS #8, not encrypted, readable for this user alone.")
        Path privateKey) {

  TlsFiles files() {
    return new TlsFiles(certificateChain, privateKey);
  }
}
