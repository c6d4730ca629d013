package dev.hotreload.cluster;

/** An API server's answer that is not what was asked for. */
public final class ApiRefusal extends Exception {

    /** The first digit. */
    private static final int REDIRECT = 3;

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private static final long serialVersionUID = 1L;

    private final int code;
    private final String nextToken;
    private final String said;

    ApiRefusal(int code, String nextToken, String said) {
        super("the API server answers " + code);
        this.code = code;
        this.nextToken = nextToken;
        this.said = said;
    }

    /** Returns the HTTP status. */
    public int code() {
        return code;
    }

    /** Returns the message of the API server's Status; empty where the answer is not a Status. */
    public String said() {
        return said;
    }

    /** Returns whether the API server does not know who asks: it will answer nothing else. */
    public boolean isUnauthorized() {
        return code == UNAUTHORIZED;
    }

    /** Returns whether the right to read this is missing. */
    public boolean isForbidden() {
        return code == FORBIDDEN;
    }

    /** Returns whether the path is unknown: an API server knows the path of every resource that is built in. */
    public boolean isUnknownPath() {
        return code == NOT_FOUND;
    }

    /** Returns whether the answer leads elsewhere: an API server redirects none of its lists. */
    public boolean isRedirect() {
        return code / 100 == REDIRECT;
    }

    /** Returns whether a continue token has expired. */
    boolean isExpired() {
        return code == GONE;
    }

    /** Returns the token with which a list whose token has expired can be continued; empty where there is none. */
    String nextToken() {
        return nextToken;
    }
}
