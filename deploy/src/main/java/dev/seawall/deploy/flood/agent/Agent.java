package dev.seawall.deploy.flood.agent;

import dev.seawall.deploy.flood.record.Entry;
import dev.seawall.deploy.flood.record.RunLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The life of a program that a flood run starts: entries go to standard output, one line each, words for people to
 * standard error. It is told to end by SIGTERM or by the end of its standard input, which also comes when whoever
 * started it has died. Thread-safe.
 *
 * <p>Exit codes: 0 ended in order, 1 failed, 2 started with wrong arguments; 143 after SIGTERM.
 */
public final class Agent {
    private static final long FAREWELL_MILLIS = 3_000;

    /** What the agent does; it returns when {@link Agent#isEnding} or sooner. */
    public interface Work {
        void run(Agent agent) throws AgentMisuse, IOException, InterruptedException;
    }

    private final PrintStream entries;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private Agent(PrintStream entries) {
        this.entries = entries;
    }

    /** Runs to the end and leaves the virtual machine. */
    public static void main(String name, Work work) {
        var agent = new Agent(new PrintStream(System.out, false, StandardCharsets.UTF_8));
        Runtime.getRuntime().addShutdownHook(new Thread(agent::leave, name + "-terminated"));
        Thread.ofPlatform().daemon().name(name + "-input").start(() -> agent.followInput(System.in));
        int code;
        try {
            work.run(agent);
            code = 0;
        } catch (AgentMisuse e) {
            code = told(name, e, 2);
        } catch (IOException e) {
            code = told(name, e, 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            code = told(name, e, 1);
        } finally {
            agent.ended.countDown();
        }
        System.exit(code);
    }

    private static int told(String name, Exception e, int code) {
        System.err.println(name + ": " + e.getMessage());
        return code;
    }

    /** Whether it has been told to end. */
    public boolean isEnding() {
        return ending.getCount() == 0;
    }

    /** Does something as soon as it is told to end, at once if it has been. */
    public void whenEnding(Runnable action) {
        Thread.ofPlatform().daemon().name("agent-ending").start(() -> {
            try {
                ending.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            action.run();
        });
    }

    /** Waits for so long, or until it is told to end. */
    public void pause(long nanos) throws InterruptedException {
        var unused = ending.await(nanos, TimeUnit.NANOSECONDS);
    }

    /**
     * Writes one entry.
     *
     * @throws IOException when nobody reads any more
     */
    public void write(Entry entry) throws IOException {
        entries.print(RunLog.line(entry) + "\n");
        entries.flush();
        if (entries.checkError()) {
            throw new IOException("standard output was closed by whoever read it, so there is no use in going on");
        }
    }

    private void followInput(InputStream in) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // As good as its end.
        }
        ending.countDown();
    }

    /** On SIGTERM, or when the program leaves by itself: then the work has ended already. */
    private void leave() {
        ending.countDown();
        try {
            var unused = ended.await(FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
