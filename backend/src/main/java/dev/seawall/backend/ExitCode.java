package dev.seawall.backend;

/** How the process ends; docs/operations.md says what to do about each. */
enum ExitCode {
    STOPPED(0),
    CONFIGURATION(2),
    PORT(3),
    DATA_DIRECTORY(4),
    STORAGE_FAILED(5),
    FENCE_LOST(6);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** Ends the process now: everything was stopped in order before, so no hook is waited for. */
    void end() {
        Runtime.getRuntime().halt(code);
    }
}
