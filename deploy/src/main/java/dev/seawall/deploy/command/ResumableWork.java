package dev.seawall.deploy.command;

/**
 * Ctrl-C while something is done in EC2: nothing is taken back, for the same command goes on from wherever it was ended.
 * Says so, once. The virtual machine then exits with 130.
 */
final class ResumableWork implements AutoCloseable {
    private final Thread hook;

    private ResumableWork(Thread hook) {
        this.hook = hook;
    }

    static ResumableWork during(Terminal terminal, String command) {
        var hook = new Thread(
                () -> {
                    terminal.err()
                            .println("seawall: interrupted; what is done stays done, and " + command
                                    + " goes on from there");
                    terminal.err().flush();
                },
                "seawall-interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        return new ResumableWork(hook);
    }

    /** From here on there is nothing to go on with. */
    void done() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It runs already.
        }
    }

    @Override
    public void close() {
        done();
    }
}
