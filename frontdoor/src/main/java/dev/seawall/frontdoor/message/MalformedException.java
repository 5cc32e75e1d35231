package dev.seawall.frontdoor.message;

import java.io.IOException;

/** Bytes that are no HTTP/1.1 message, and what is wrong with them. Has no stack trace: whoever sends them is not here. */
public final class MalformedException extends IOException {
    private static final long serialVersionUID = 1;
    private static final int BAD_REQUEST = 400;

    private final int status;

    public MalformedException(String what) {
        this(BAD_REQUEST, what);
    }

    /** @param status with which to refuse a request that holds it */
    public MalformedException(int status, String what) {
        super(what);
        this.status = status;
    }

    public int status() {
        return status;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
