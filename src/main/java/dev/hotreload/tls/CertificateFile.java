package dev.hotreload.tls;

import dev.hotreload.usage.NamedFile;
import dev.hotreload.usage.UsageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Certificates in a PEM file, and trust in them. */
public final class CertificateFile {

    private CertificateFile() {}

    /**
     * Reads all certificates of a file.
     *
     * @throws UsageException when there is none, or the file cannot be read
     */
    public static List<X509Certificate> read(Path file) throws UsageException {
        byte[] pem = NamedFile.bytes(file);
        List<X509Certificate> certificates;
        try {
            certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
        } catch (CertificateException e) {
            certificates = List.of();
        }
        if (certificates.isEmpty()) {
            throw new UsageException(file + ": no certificate in PEM can be read from the file.");
        }
        return certificates;
    }

    /** Returns a trust manager that trusts what chains to one of these certificates. */
    public static X509ExtendedTrustManager trusting(List<X509Certificate> authorities) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < authorities.size(); i++) {
                store.setCertificateEntry("authority-" + i, authorities.get(i));
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a trust store in memory could not be made", e);
        }
    }
}
