package dev.hotreload.tls;

import dev.hotreload.usage.NamedFile;
import dev.hotreload.usage.UsageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** A certificate chain and its key as PEM: EC or RSA keys in PKCS#8, PKCS#1 and SEC 1. */
public final class PemFiles {

    private PemFiles() {}

    /**
     * Reads a certificate chain and its key.
     *
     * @throws UsageException when a file cannot be read, or the two do not belong together
     */
    public static KeyMaterial keyMaterial(Path certificate, Path key) throws UsageException {
        List<X509Certificate> chain = CertificateFile.read(certificate);
        PrivateKey privateKey = privateKey(NamedFile.bytes(key), key.toString());
        return KeyMaterial.of(chain, privateKey, certificate + ", " + key);
    }

    /** Returns the first private key of a text of PEM; {@code place} is for the message. */
    public static PrivateKey privateKey(byte[] pem, String place) throws UsageException {
        try (PEMParser parser =
                new PEMParser(new InputStreamReader(new ByteArrayInputStream(pem), StandardCharsets.US_ASCII))) {
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            // Before a key in SEC 1 openssl writes the parameters of its curve.
            for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
                if (object instanceof PEMKeyPair pair) {
                    return converter.getPrivateKey(pair.getPrivateKeyInfo());
                }
                if (object instanceof PrivateKeyInfo info) {
                    return converter.getPrivateKey(info);
                }
            }
        } catch (IOException | RuntimeException e) {
            // Said below; the library's own message may hold a part of the file.
            throw noKey(place);
        }
        throw noKey(place);
    }

    private static UsageException noKey(String place) {
        return new UsageException(place + ": no private key in PEM can be read from the file.");
    }
}
