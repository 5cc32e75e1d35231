package dev.seawall.deploy.flood.attack;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The attackers' main: reads its orders, has {@link LabOnly} agree, attacks, and prints an {@code Attack} entry of the
 * run's log for each half second. It ends when its time is over, on SIGTERM, and when its standard input does, so that it
 * never outlives whoever started it.
 *
 * <p>Exit codes: 0 it did as told, 1 it failed, 2 the arguments can't be meant, 3 it refused.
 */
public final class Attacker {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final int REFUSED = 3;
    private static final long LAST_WORDS_MILLIS = 5_000;

    private Attacker() {}

    public static void main(String... arguments) throws InterruptedException {
        var finished = new CountDownLatch(1);
        int code = MISUSED;
        try {
            Orders orders = Orders.of(List.of(arguments));
            LabOnly.check(orders);
            code = attack(orders, finished);
        } catch (IllegalArgumentException e) {
            System.err.println("attacker: " + e.getMessage() + "\nusage: " + Orders.USAGE);
        } catch (Refusal e) {
            System.err.println("attacker: refused: " + e.getMessage()
                    + ". Attacks begin only inside the flood lab: ./seawall flood starts them there");
            code = REFUSED;
        }
        finished.countDown();
        System.exit(code);
    }

    private static int attack(Orders orders, CountDownLatch finished) throws InterruptedException {
        var ended = new CountDownLatch(1);
        endOnSigterm(ended, finished);
        endWithStandardInput(ended);
        var tally = new Tally();
        var attack = new FutureTask<Integer>(() -> {
            try {
                Arsenal.of(orders, tally).run();
            } catch (InterruptedException e) {
                // Its time is over.
            } finally {
                ended.countDown();
            }
            return DONE;
        });
        var intervals = new Intervals(orders, tally, new PrintStream(System.out, true, StandardCharsets.UTF_8));
        Thread thread = Thread.ofPlatform().daemon().name("attack").start(attack);
        limit(orders.seconds(), thread, ended, finished);
        intervals.print(ended);
        try {
            return attack.get(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            System.err.println("attacker: the " + orders.kind().label() + " attack on " + orders.target()
                    + " could not go on: " + e.getCause());
            return FAILED;
        } catch (TimeoutException e) {
            // What it still holds goes with this process.
            return DONE;
        }
    }

    /** Ends the attack in time, whatever becomes of what it prints: nobody may be reading that any more. */
    private static void limit(int seconds, Thread attack, CountDownLatch ended, CountDownLatch finished) {
        Thread.ofPlatform().daemon().name("limit").start(() -> {
            try {
                ended.await(seconds, TimeUnit.SECONDS);
                attack.interrupt();
                ended.countDown();
                if (!finished.await(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS)) {
                    Runtime.getRuntime().halt(FAILED);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** The last interval is printed before the process is gone. */
    private static void endOnSigterm(CountDownLatch ended, CountDownLatch finished) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            ended.countDown();
            try {
                finished.await(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private static void endWithStandardInput(CountDownLatch ended) {
        Thread.ofPlatform().daemon().name("standard-input").start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // What comes says nothing; that it ends does.
                }
            } catch (IOException e) {
                // It is gone, too.
            }
            ended.countDown();
        });
    }
}
