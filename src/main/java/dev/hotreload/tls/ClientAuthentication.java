package dev.hotreload.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Accepts only clients whose certificate chains to a given authority and, when names are given, whose common name or
 * subject alternative name is one of them. The TLS handshake refuses everybody else. The server's own warm-up is
 * accepted by its certificate, which is made at start and held in memory only.
 */
public final class ClientAuthentication extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager authority;
    private final Set<String> names;
    private final X509Certificate warmUp;

    public ClientAuthentication(List<X509Certificate> authorities, Set<String> names, X509Certificate warmUp) {
        this.authority = Trust.in(authorities);
        this.names = Set.copyOf(names);
        this.warmUp = warmUp;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
            throws CertificateException {
        if (!isWarmUp(chain)) {
            authority.checkClientTrusted(chain, type, engine);
            checkName(chain[0]);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
            throws CertificateException {
        if (!isWarmUp(chain)) {
            authority.checkClientTrusted(chain, type, socket);
            checkName(chain[0]);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        if (!isWarmUp(chain)) {
            authority.checkClientTrusted(chain, type);
            checkName(chain[0]);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
            throws CertificateException {
        authority.checkServerTrusted(chain, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
            throws CertificateException {
        authority.checkServerTrusted(chain, type, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        authority.checkServerTrusted(chain, type);
    }

    /**
     * Returns nothing: clients do not learn which authorities are accepted, and the warm-up can offer its own
     * certificate.
     */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private boolean isWarmUp(X509Certificate[] chain) {
        return chain.length > 0 && chain[0].equals(warmUp);
    }

    private void checkName(X509Certificate certificate) throws CertificateException {
        if (!names.isEmpty() && namesOf(certificate).noneMatch(names::contains)) {
            throw new CertificateException("no name of the client's certificate is accepted");
        }
    }

    private static Stream<String> namesOf(X509Certificate certificate) throws CertificateParsingException {
        List<String> names = new ArrayList<>();
        try {
            for (Rdn rdn : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (rdn.getType().equalsIgnoreCase("CN")) {
                    names.add(rdn.getValue().toString());
                }
            }
        } catch (InvalidNameException e) {
            throw new CertificateParsingException("the client's name cannot be read", e);
        }
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives != null) {
            alternatives.forEach(alternative -> names.add(String.valueOf(alternative.get(1))));
        }
        return names.stream();
    }
}
