package dev.seawall.backend.api;

import dev.seawall.backend.store.ObjectKey;

/**
 * What follows {@code /v1/objects/} in a request target, still encoded, read as a key (docs/protocol.md section 1).
 * Thread rule: immutable.
 */
sealed interface ObjectPath {

    /** The path names this key. */
    record Named(ObjectKey key) implements ObjectPath {}

    /** Two programs could read the path differently, or it names nothing; {@code rule} says why. */
    record Refused(String rule) implements ObjectPath {}

    static ObjectPath parse(String encoded) {
        String key;
        switch (PercentEncoding.decode(encoded)) {
            case PercentEncoding.Unreadable unreadable -> {
                return new Refused(unreadable.why());
            }
            case PercentEncoding.Text text -> key = text.value();
        }
        if (key.isEmpty()) {
            return new Refused("it is empty");
        }
        if (new ObjectKey(key).bytes().length > ObjectKey.MAX_BYTES) {
            return new Refused("it is longer than " + ObjectKey.MAX_BYTES + " bytes");
        }
        if (key.chars().filter(c -> c == '/').count()
                != encoded.chars().filter(c -> c == '/').count()) {
            return new Refused("it has an encoded slash");
        }
        if (key.chars().anyMatch(c -> c < 0x20 || c == 0x7F)) {
            return new Refused("it has a control character");
        }
        for (String segment : key.split("/", -1)) {
            if (segment.isEmpty()) {
                return new Refused("it has an empty segment");
            }
            if (segment.equals(".") || segment.equals("..")) {
                return new Refused("it has a dot segment");
            }
        }
        return new Named(new ObjectKey(key));
    }
}
