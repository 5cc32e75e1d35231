package dev.seawall.frontdoor.bench.overload;

import dev.seawall.frontdoor.bench.BenchmarkException;
import dev.seawall.frontdoor.bench.Children;
import dev.seawall.frontdoor.bench.Layout;
import dev.seawall.frontdoor.bench.Peer;
import dev.seawall.frontdoor.bench.Site;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One contender on one course: fresh workers, a fresh proxy, a load generator; the worker's slowness follows the course,
 * and Seawall's limit is read all along. Thread rule: one thread.
 */
final class Trial {
    /** After which an answer is worth nothing to a client. */
    static final int DEADLINE_MILLIS = 1000;

    private static final int START_MILLIS = 1500;
    private static final int STEP_MILLIS = 100;
    private static final int LONGEST_REST_MILLIS = 20_000;

    private final Site site;
    private final OriginProcess.Worker worker;
    private final double capacity;

    /** @param capacity of one worker, as measured */
    Trial(Site site, OriginProcess.Worker worker, double capacity) {
        this.site = site;
        this.worker = worker;
        this.capacity = capacity;
    }

    Trace run(Contender contender, Course course) throws IOException, InterruptedException, BenchmarkException {
        Children children = site.children();
        List<OriginProcess> origins = new ArrayList<>();
        for (int i = 1; i <= course.workers(); i++) {
            origins.add(OriginProcess.start(site, worker, "worker-" + i));
        }
        var ports = Contender.Ports.free(origins.stream().map(OriginProcess::port).toList());
        Process proxy = children.startServer(
                contender.toString(),
                Layout.allCores(),
                contender.command(site, ports, worker.places()),
                ports.http());
        Path answers = site.path("answers");
        long begin = System.currentTimeMillis() + START_MILLIS;
        Process load = children.start(Layout.allCores(), load(ports, begin, course, answers));
        List<LimitReading> limits = follow(contender, ports, course, origins.getFirst(), begin, load);
        if (load.isAlive()) {
            throw new BenchmarkException("the load generator did not end " + LONGEST_REST_MILLIS + " ms after its time");
        }
        String printed = new String(load.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = load.waitFor();
        children.end(load);
        children.end(proxy);
        origins.forEach(origin -> children.end(origin.process()));
        if (code != 0) {
            throw new BenchmarkException("the load generator ended with code " + code + ": " + printed.strip());
        }
        return new Trace(course, capacity, read(answers), limits);
    }

    private List<String> load(Contender.Ports ports, long begin, Course course, Path answers) {
        return Peer.java(
                List.of("-Xmx1g", "-XX:+UseSerialGC"),
                "-cp",
                System.getProperty("java.class.path"),
                OpenLoad.class.getName(),
                String.valueOf(ports.http()),
                String.valueOf(begin),
                String.valueOf(DEADLINE_MILLIS),
                String.valueOf(course.workers()),
                course.arguments(capacity),
                answers.toString());
    }

    private static List<LimitReading> follow(
            Contender contender, Contender.Ports ports, Course course, OriginProcess origin, long begin, Process load)
            throws IOException, InterruptedException {
        LocalHttp admin = new LocalHttp();
        List<LimitReading> limits = new ArrayList<>();
        double slowness = 1;
        long last = begin + (long) (course.seconds() * 1000) + LONGEST_REST_MILLIS;
        while (load.isAlive() && System.currentTimeMillis() < last) {
            double seconds = (System.currentTimeMillis() - begin) / 1e3;
            double wanted = course.slownessAt(seconds);
            if (wanted != slowness) {
                slowness = wanted;
                origin.slow(slowness);
            }
            if (contender == Contender.SEAWALL && seconds >= 0 && seconds < course.seconds()) {
                limits.add(LimitReading.of(seconds, admin.get(ports.admin(), "/metrics")));
            }
            Thread.sleep(STEP_MILLIS);
        }
        return limits;
    }

    private static List<Answer> read(Path file) throws IOException {
        List<Answer> answers = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            while (true) {
                answers.add(Answer.read(in));
            }
        } catch (EOFException e) {
            return answers;
        }
    }
}
