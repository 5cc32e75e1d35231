package dev.seawall.frontdoor.differential;

import dev.seawall.frontdoor.differential.exchange.Exchange;
import dev.seawall.frontdoor.differential.exchange.Generator;
import dev.seawall.frontdoor.differential.proxy.JettyProxy;
import dev.seawall.frontdoor.differential.proxy.NginxProxy;
import dev.seawall.frontdoor.differential.proxy.SeawallProxy;
import dev.seawall.frontdoor.differential.wire.Course;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * The same exchanges through Seawall and through every other proxy that is there, all at once. Immutable.
 *
 * @param seawall the courses through Seawall, one an exchange
 * @param others as many through each of the others
 */
record Trial(List<Exchange> exchanges, List<Course> seawall, Map<Opinion, List<Course>> others) {
    private static final long USUAL_SEED = 2009;
    private static final int USUAL_COUNT = 3000;
    private static final long SEED = Long.getLong("seawall.differential.seed", USUAL_SEED);
    private static final int COUNT = Integer.getInteger("seawall.differential.exchanges", USUAL_COUNT);
    private static final int ONLY = Integer.getInteger("seawall.differential.only", -1);

    /** Jetty's proxy spends most of its time waiting for its own deadlines. */
    private static final int LANES_OF_JETTY = 4;

    Trial {
        exchanges = List.copyOf(exchanges);
        seawall = List.copyOf(seawall);
        others = Map.copyOf(others);
    }

    /** Before any was played. */
    static Trial none() {
        return new Trial(List.of(), List.of(), Map.of());
    }

    /** Plays the exchanges that the system properties name. */
    static Trial run() throws Exception {
        Generator generator = new Generator(SEED);
        List<Exchange> exchanges = (ONLY >= 0 ? IntStream.of(ONLY) : IntStream.range(0, COUNT))
                .mapToObj(generator::exchange)
                .toList();
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            Lanes seawall = Lanes.start(SeawallProxy::new, exchanges, 1, threads);
            Map<Opinion, Lanes> running = new EnumMap<>(Opinion.class);
            running.put(Opinion.JETTY, Lanes.start(JettyProxy::new, exchanges, LANES_OF_JETTY, threads));
            Optional<Path> nginx = NginxProxy.program();
            if (nginx.isPresent()) {
                Path program = nginx.get();
                running.put(Opinion.NGINX, Lanes.start(port -> NginxProxy.start(program, port), exchanges, 1, threads));
            }
            Map<Opinion, List<Course>> others = new EnumMap<>(Opinion.class);
            for (Map.Entry<Opinion, Lanes> each : running.entrySet()) {
                others.put(each.getKey(), each.getValue().courses());
            }
            return new Trial(exchanges, seawall.courses(), others);
        }
    }

    /** The same proxy several times over, each with a share of the exchanges. */
    private record Lanes(List<Future<List<Course>>> running, int exchanges) {

        static Lanes start(Lane.Start start, List<Exchange> exchanges, int lanes, ExecutorService threads) {
            List<Future<List<Course>>> running = new ArrayList<>();
            for (int lane = 0; lane < lanes; lane++) {
                List<Exchange> share = IntStream.iterate(lane, i -> i < exchanges.size(), i -> i + lanes)
                        .mapToObj(exchanges::get)
                        .toList();
                running.add(threads.submit(() -> Lane.run(start, share)));
            }
            return new Lanes(running, exchanges.size());
        }

        /** In the order of the exchanges, when all have been played. */
        List<Course> courses() throws ExecutionException, InterruptedException {
            List<Course> courses = new ArrayList<>();
            for (int i = 0; i < exchanges; i++) {
                courses.add(running.get(i % running.size()).get().get(i / running.size()));
            }
            return courses;
        }
    }

    /** Whether these are the exchanges by which docs/differences.md was written. */
    static boolean isUsual() {
        return SEED == USUAL_SEED && COUNT == USUAL_COUNT && ONLY < 0;
    }

    /** How to have it again. */
    static String settings() {
        return "-Dseawall.differential.seed=" + SEED + " -Dseawall.differential.exchanges=" + COUNT
                + (ONLY < 0 ? "" : " -Dseawall.differential.only=" + ONLY);
    }

    /** Those whose behaviour the rows of docs/differences.md describe. */
    List<Opinion> described() throws IOException {
        List<Opinion> described = new ArrayList<>();
        for (Opinion opinion : others.keySet()) {
            if (opinion != Opinion.NGINX || NginxProxy.version().equals(Optional.of(Explanations.NGINX_VERSION))) {
                described.add(opinion);
            }
        }
        return described;
    }

    /** What was sent and what became of it everywhere, for people who look into one exchange. */
    String story() {
        StringBuilder story = new StringBuilder();
        for (int i = 0; i < exchanges.size(); i++) {
            story.append(exchanges.get(i).transcript()).append("\nSeawall: ").append(seawall.get(i));
            for (Map.Entry<Opinion, List<Course>> other : others.entrySet()) {
                story.append('\n').append(other.getKey().title()).append(": ");
                story.append(other.getValue().get(i));
            }
        }
        return story.toString();
    }

    List<Difference> differences() {
        List<Difference> found = new ArrayList<>();
        others.forEach((opinion, courses) -> {
            for (int i = 0; i < courses.size(); i++) {
                found.addAll(Comparison.differences(exchanges.get(i), seawall.get(i), opinion, courses.get(i)));
            }
        });
        return found;
    }
}
