package dev.seawall.deploy.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The logs of some components, as one: first their ends, then what comes. Not thread-safe. */
public final class Logs {
    private static final long POLL_MILLIS = 100;

    private final StateDirectory state;
    private final List<String> components;
    private final List<LogFollower> followers = new ArrayList<>();

    Logs(StateDirectory state, List<String> components) {
        this.state = state;
        this.components = components;
    }

    /** Hears one line of one component. */
    @FunctionalInterface
    public interface Reader {
        void onLine(String component, String line);
    }

    /** The last lines of each. */
    public void last(int lines, Reader reader) throws LocalFailure {
        try {
            for (var component : components) {
                var tail = LogFile.tail(state.log(component), lines);
                tail.lines().forEach(line -> reader.onLine(component, line));
                followers.add(new LogFollower(
                        state.log(component),
                        state.olderLog(component),
                        tail.end(),
                        line -> reader.onLine(component, line)));
            }
        } catch (IOException e) {
            throw new LocalFailure("failed to read the logs in " + state.logs() + ": " + StateDirectory.reason(e), e);
        }
    }

    /** What comes after {@link #last}, as long as somebody wants it. */
    public void follow(BooleanSupplier wanted) throws LocalFailure, InterruptedException {
        try {
            while (wanted.getAsBoolean()) {
                for (var follower : followers) {
                    follower.poll();
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        } catch (IOException e) {
            throw new LocalFailure("failed to read the logs in " + state.logs() + ": " + StateDirectory.reason(e), e);
        }
    }
}
