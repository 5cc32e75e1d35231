package dev.seawall.backend.store;

import java.io.IOException;

/** The volume has no room for a write. Nothing was changed, and the store goes on. */
public final class StorageFullException extends IOException {
    private static final long serialVersionUID = 1L;

    public StorageFullException(String message) {
        super(message);
    }
}
