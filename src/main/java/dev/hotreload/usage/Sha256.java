package dev.hotreload.usage;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, which every Java has. */
public final class Sha256 {

    private Sha256() {}

    /** Returns the digest, 32 bytes. */
    public static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Returns the digest as 64 hexadecimal digits. */
    public static String hex(byte[] content) {
        return HexFormat.of().formatHex(digest(content));
    }
}
