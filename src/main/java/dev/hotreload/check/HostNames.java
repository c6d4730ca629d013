package dev.hotreload.check;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The DNS names of a certificate: Go looks at no other name of a server (crypto/x509, VerifyHostname). */
final class HostNames {

    private static final Integer DNS = 2;

    private HostNames() {}

    /** Returns whether a certificate is for a host: it has its name, or one with a star as the first label. */
    static boolean cover(X509Certificate certificate, String host) {
        String star = "*" + host.substring(host.indexOf('.'));
        return of(certificate).stream().anyMatch(name -> name.equalsIgnoreCase(host) || name.equalsIgnoreCase(star));
    }

    private static List<String> of(X509Certificate certificate) {
        try {
            return Optional.ofNullable(certificate.getSubjectAlternativeNames()).stream()
                    .flatMap(Collection::stream)
                    .filter(name -> DNS.equals(name.get(0)))
                    .map(name -> String.valueOf(name.get(1)))
                    .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
