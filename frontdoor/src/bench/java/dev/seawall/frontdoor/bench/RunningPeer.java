package dev.seawall.frontdoor.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A proxy in front of the origin, ready for requests. Immutable. */
record RunningPeer(Peer peer, Process process, int httpPort, int httpsPort) {
    private static final int MOST_TRIES = 10;

    /** @param idleTimeout after which Seawall closes a connection without requests */
    static RunningPeer start(
            Peer peer, Site site, Layout layout, int originPort, List<String> javaOptions, String idleTimeout)
            throws IOException, InterruptedException, BenchmarkException {
        int http = Site.freePort();
        int https = Site.freePort();
        int admin = Site.freePort();
        Map<String, String> values = Map.of(
                "http", String.valueOf(http),
                "https", String.valueOf(https),
                "admin", String.valueOf(admin),
                "origin", String.valueOf(originPort),
                "threads", String.valueOf(layout.proxyThreads()),
                "idle-timeout", idleTimeout);
        // Java is pinned once it is warm: compiling on half the machine takes more than twice as long.
        String cores = peer.isJava() ? Layout.allCores() : layout.proxyCores();
        List<String> options = new ArrayList<>(javaOptions);
        // It has a thread a core, as nginx and HAProxy are told to have; it is warmed on more than it will be pinned to.
        options.add("-XX:ActiveProcessorCount=" + layout.proxyThreads());
        List<String> command = peer.command(site, values, options);
        Process process = site.children().startServer(peer.toString(), cores, command, http);
        peer.prepare(admin);
        return new RunningPeer(peer, process, http, https);
    }

    /** Moves all its threads. taskset fails when one of them ends meanwhile, so it is asked again. */
    void moveTo(String cores, Children children) throws IOException, InterruptedException {
        for (ProcessHandle handle : Children.family(process)) {
            List<String> command =
                    List.of(Tool.TASKSET.path(), "-a", "-c", "-p", cores, String.valueOf(handle.pid()));
            for (int tries = 1; ; tries++) {
                try {
                    children.run(Layout.allCores(), command);
                    break;
                } catch (IOException e) {
                    if (tries == MOST_TRIES) {
                        throw e;
                    }
                }
            }
        }
    }

    String jcmd(Children children, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Peer.jdk("jcmd"), String.valueOf(process.pid())));
        command.addAll(List.of(arguments));
        return children.run(Layout.allCores(), command);
    }
}
