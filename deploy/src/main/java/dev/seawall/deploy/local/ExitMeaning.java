package dev.seawall.deploy.local;

/** What the programs mean by their exit codes (docs/operations.md). Stateless. */
final class ExitMeaning {
    private ExitMeaning() {}

    static String of(int code) {
        return code + " (" + words(code) + ")";
    }

    private static String words(int code) {
        return switch (code) {
            case 0 -> "it stopped in order";
            case 2 -> "its configuration was refused";
            case 3 -> "a port was in use";
            case 4 -> "its data directory could not be used";
            case 5 -> "its storage failed";
            case 130 -> "it was interrupted";
            case 137 -> "it was killed; when nobody did, the system was short of memory";
            case 143 -> "it was told to stop";
            default -> "see its log";
        };
    }
}
