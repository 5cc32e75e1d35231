package dev.seawall.frontdoor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a connection costs that has had one request and keeps quiet: opens many to Seawall and looks at its memory before and
 * after. Thread rule: one thread.
 */
final class IdleConnections {
    /** Of one source address, well within the kernel's range of ports. */
    private static final int PER_ADDRESS = 10_000;

    /** Files that a process opens beside connections. */
    private static final int OTHER_FILES = 2_000;

    private static final String IDLE_TIMEOUT = "1h";
    private static final int WARM_UP_CONNECTIONS = 50;
    private static final int WARM_UP_REQUESTS = 100;
    private static final Pattern OPEN_FILES = Pattern.compile("Max open files +(\\d+)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final Site site;
    private final Options options;

    IdleConnections(Site site, Options options) {
        this.site = site;
        this.options = options;
    }

    /** Seawall's memory in bytes at one moment, the heap after a full collection. Immutable. */
    record Memory(HeapHistogram heap, long resident) {}

    /** @param answeredAgain how many of the connections still answered at the end */
    record Result(int connections, int answeredAgain, Memory before, Memory after) {
        String text() {
            StringBuilder text = new StringBuilder(String.format(
                    Locale.ROOT,
                    "%,d idle connections, %,d of them answered again at the end: %,.0f bytes of live heap each"
                            + " (%.1f MiB before, %.1f MiB after); resident memory %.0f MiB before, %.0f MiB after.%n%n"
                            + "| class that grew | bytes a connection |%n|---|---|%n",
                    connections,
                    answeredAgain,
                    (double) (after.heap.bytes() - before.heap.bytes()) / connections,
                    mebibytes(before.heap.bytes()),
                    mebibytes(after.heap.bytes()),
                    mebibytes(before.resident),
                    mebibytes(after.resident)));
            after.heap.growthSince(before.heap, 12).forEach((type, bytes) -> text.append(
                    String.format(Locale.ROOT, "| `%s` | %,.0f |%n", type, (double) bytes / connections)));
            return text.toString();
        }

        private static double mebibytes(long bytes) {
            return bytes / 1048576.0;
        }
    }

    Result run() throws IOException, InterruptedException, BenchmarkException {
        int number = options.idleConnections;
        allowOpenFiles(number + OTHER_FILES);
        Layout layout = Layout.unpinned();
        Origin origin = Origin.start(site, layout);
        RunningPeer seawall =
                RunningPeer.start(Peer.SEAWALL, site, layout, origin.port(), options.javaOptions, IDLE_TIMEOUT);
        List<PlainClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < WARM_UP_CONNECTIONS; i++) {
                try (PlainClient client = new PlainClient(1, seawall.httpPort())) {
                    for (int request = 0; request < WARM_UP_REQUESTS; request++) {
                        client.get();
                    }
                }
            }
            Memory before = memory(seawall);
            for (int i = 0; i < number; i++) {
                PlainClient client = new PlainClient(1 + i / PER_ADDRESS, seawall.httpPort());
                clients.add(client);
                client.get();
            }
            Memory after = memory(seawall);
            return new Result(number, answering(clients), before, after);
        } finally {
            for (PlainClient client : clients) {
                client.close();
            }
            site.children().end(seawall.process());
            site.children().end(origin.process());
        }
    }

    private static int answering(List<PlainClient> clients) {
        int answering = 0;
        for (PlainClient client : clients) {
            try {
                client.get();
                answering++;
            } catch (IOException e) {
                System.err.println("an idle connection did not answer again: " + e.getMessage());
            }
        }
        return answering;
    }

    private Memory memory(RunningPeer seawall) throws IOException, InterruptedException, BenchmarkException {
        seawall.jcmd(site.children(), "GC.run");
        seawall.jcmd(site.children(), "GC.run");
        HeapHistogram heap = HeapHistogram.parse(seawall.jcmd(site.children(), "GC.class_histogram"));
        Path status = Path.of("/proc", String.valueOf(seawall.process().pid()), "status");
        Matcher resident = RESIDENT.matcher(Files.readString(status));
        return new Memory(heap, resident.find() ? Long.parseLong(resident.group(1)) * 1024 : 0);
    }

    /** Raises this process's limit where it is too low; whatever it starts inherits it. */
    private void allowOpenFiles(int number) throws IOException, InterruptedException, BenchmarkException {
        Matcher limit = OPEN_FILES.matcher(Files.readString(Path.of("/proc/self/limits")));
        if (!limit.find() || Integer.parseInt(limit.group(1)) >= number) {
            return;
        }
        String files = "--nofile=" + number + ":" + number;
        String pid = String.valueOf(ProcessHandle.current().pid());
        try {
            site.children().run(Layout.allCores(), List.of(Tool.PRLIMIT.path(), "--pid", pid, files));
        } catch (IOException e) {
            throw new BenchmarkException(options.idleConnections + " connections take " + number
                    + " open files in one process, but the limit here is " + limit.group(1)
                    + ". Run it as root, or raise the limit first: sudo prlimit --pid $$ " + files);
        }
    }
}
