package dev.hotreload.tls;

import dev.hotreload.usage.UsageException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

/**
 * Makes the TLS context of a server, and returns it only after a real handshake between two engines in memory: keys
 * that are too short, for example, fail there and nowhere before.
 */
public final class ServerContext {

    /** A handshake needs about ten of them. */
    private static final int MOST_STEPS = 1_000;

    private ServerContext() {}

    /**
     * Makes a context and tries it.
     *
     * @param clients which clients are accepted; empty for any
     * @param client as whom the trial is made; {@code clients} has to accept it, so it is empty only where they are
     * @throws UsageException when the handshake fails
     */
    public static SSLContext tried(
            KeyMaterial identity, Optional<ClientAuthentication> clients, Optional<KeyMaterial> client)
            throws UsageException {
        try {
            SSLContext server = context(
                    Optional.of(identity),
                    clients.map(accepted -> new TrustManager[] {accepted}).orElseGet(() -> new TrustManager[0]));
            SSLContext trial = context(
                    client,
                    new TrustManager[] {new PinnedServer(identity.chain().get(0))});
            SSLEngine serverSide = server.createSSLEngine();
            serverSide.setUseClientMode(false);
            serverSide.setNeedClientAuth(clients.isPresent());
            SSLEngine clientSide = trial.createSSLEngine("localhost", 0);
            clientSide.setUseClientMode(true);
            shakeHands(serverSide, clientSide);
            return server;
        } catch (GeneralSecurityException | SSLException e) {
            throw new UsageException(
                    "A trial TLS handshake with the certificate fails; its key is " + identity.keyKind()
                            + ". Use an EC key of 256 bits, or an RSA key of 2048 bits or more.",
                    e);
        }
    }

    /** Returns a context that trusts what the managers accept. */
    public static SSLContext context(Optional<KeyMaterial> identity, TrustManager[] trust)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(identity.map(KeyMaterial::keyManagers).orElseGet(() -> new KeyManager[0]), trust, null);
        return context;
    }

    private static void shakeHands(SSLEngine server, SSLEngine client) throws SSLException {
        ByteBuffer toServer = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
        ByteBuffer toClient = ByteBuffer.allocate(server.getSession().getPacketBufferSize());
        client.beginHandshake();
        server.beginHandshake();
        for (int i = 0; i < MOST_STEPS; i++) {
            step(client, toClient, toServer);
            step(server, toServer, toClient);
            if (isDone(client) && isDone(server)) {
                return;
            }
        }
        throw new SSLException("the handshake does not end");
    }

    private static boolean isDone(SSLEngine engine) {
        return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
    }

    private static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        ByteBuffer none = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> {
                for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
            }
            case NEED_WRAP -> engine.wrap(ByteBuffer.allocate(0), out);
            default -> {
                in.flip();
                engine.unwrap(in, none);
                in.compact();
            }
        }
    }
}
