package dev.seawall.frontdoor.relay;

/** Says what a socket reported, for the middle of a sentence. Stateless. */
final class FailureText {
    private FailureText() {}

    static String of(Throwable cause) {
        String message = cause.getMessage();
        if (message == null || message.isBlank()) {
            return cause.getClass().getSimpleName();
        }
        return Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }
}
