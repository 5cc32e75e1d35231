package dev.seawall.deploy.command;

/** How the command line ends; shown by {@code --help}. Constants only. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int NOT_AS_WANTED = 2;
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
