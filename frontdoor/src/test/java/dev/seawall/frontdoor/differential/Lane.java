package dev.seawall.frontdoor.differential;

import dev.seawall.frontdoor.differential.exchange.Exchange;
import dev.seawall.frontdoor.differential.proxy.Proxy;
import dev.seawall.frontdoor.differential.wire.Boundary;
import dev.seawall.frontdoor.differential.wire.Course;
import dev.seawall.frontdoor.differential.wire.ScriptedClient;
import dev.seawall.frontdoor.differential.wire.ScriptedWorker;
import java.util.ArrayList;
import java.util.List;

/**
 * One proxy, its worker and one client after another. One exchange at a time, so that an exchange has the same fate
 * each time it is run.
 *
 * <p>Thread rule: for one thread.
 */
final class Lane {
    /** A proxy that leaves more exchanges hanging than that is not worth the wait. */
    private static final int MOST_HUNG = 5;

    /** Starts a proxy before a worker. */
    @FunctionalInterface
    interface Start {
        Proxy before(int workerPort) throws Exception;
    }

    private Lane() {}

    /**
     * The courses that the exchanges took, in their order.
     *
     * @throws IllegalStateException when too many hung
     */
    static List<Course> run(Start start, List<Exchange> exchanges) throws Exception {
        List<Course> courses = new ArrayList<>();
        int hung = 0;
        try (ScriptedWorker worker = new ScriptedWorker();
                Proxy proxy = start.before(worker.port());
                Boundary ofClients = new Boundary(proxy.port());
                Boundary ofWorkers = new Boundary(proxy.port())) {
            worker.pauseBy(ofWorkers);
            for (Exchange exchange : exchanges) {
                Course course = new Course();
                courses.add(course);
                worker.expect(exchange, course);
                ScriptedClient.play(exchange, proxy.port(), ofClients, course);
                course.awaitWorkerIdle();
                hung += course.hung() ? 1 : 0;
                if (hung > MOST_HUNG) {
                    throw new IllegalStateException(proxy.name() + " left more than " + MOST_HUNG
                            + " exchanges hanging, the last " + course + "\n  " + exchange.transcript());
                }
            }
        }
        return courses;
    }
}
