package dev.seawall.frontdoor.guard;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The allow and deny lists, which follow their files: a whole list that stands in one is used from then on; one that
 * can't be used changes nothing and is told of once.
 *
 * <p>Thread rule: {@link #check} by one timer; the rest from any thread.
 */
final class NetworkLists {
    private static final String ALLOW = "guard.allow";
    private static final String DENY = "guard.deny";

    private final List<Network> exempt;
    private final InstantSource clock;
    private final Consumer<String> changes;
    private final @Nullable Follower allow;
    private final @Nullable Follower deny;
    private volatile NetworkMap map;

    /** One file and what was last found in it. */
    private final class Follower {
        private final String key;
        private final NetworkFile file;
        private String looked;
        private List<Network> networks;
        private String told = "";
        private volatile ListSighting sighting;

        Follower(String key, Path path) throws IOException {
            this.key = key;
            this.file = new NetworkFile(path);
            this.looked = file.look(clock.instant());
            try {
                this.networks = file.read();
            } catch (IOException e) {
                throw new IOException(
                        key + ": " + e.getMessage() + ". Put a list of networks there, an empty file if there are none",
                        e);
            }
            this.sighting = usable(key + ": " + networks.size() + " networks in use from " + path);
        }

        private ListSighting usable(String sentence) {
            return new ListSighting(key, networks.size(), true, clock.instant(), sentence);
        }

        /** Whether other networks are in use than before. */
        boolean check() {
            String seen = file.look(clock.instant());
            if (seen.equals(looked)) {
                return false;
            }
            looked = seen;
            List<Network> next;
            try {
                next = file.read();
            } catch (IOException e) {
                String sentence = key + ": the changed file can't be used, and the " + networks.size()
                        + " networks from before stay: " + e.getMessage();
                tell(sentence);
                sighting = new ListSighting(key, networks.size(), false, clock.instant(), sentence);
                return false;
            }
            boolean isOther = !next.equals(networks);
            networks = next;
            String sentence = key + ": " + networks.size() + " networks in use from " + file.path();
            if (isOther || !sighting.isUsable()) {
                tell(sentence);
                sighting = usable(sentence);
            }
            return isOther;
        }

        private void tell(String sentence) {
            if (!sentence.equals(told)) {
                told = sentence;
                changes.accept(sentence);
            }
        }
    }

    /**
     * Reads them for the first time.
     *
     * @param changes told as a sentence what became of changed files
     * @throws IOException whose message says which file, what was found in it and what to do
     */
    NetworkLists(GuardConfig config, InstantSource clock, Consumer<String> changes) throws IOException {
        this.exempt = config.exemptOrUnrouted();
        this.clock = clock;
        this.changes = changes;
        this.allow = config.allow() == null ? null : new Follower(ALLOW, config.allow());
        this.deny = config.deny() == null ? null : new Follower(DENY, config.deny());
        this.map = laidOut();
    }

    private NetworkMap laidOut() {
        List<Network> allowed = new ArrayList<>(exempt);
        if (allow != null) {
            allowed.addAll(allow.networks);
        }
        return new NetworkMap(allowed, deny == null ? List.of() : deny.networks);
    }

    /** Looks at the files: to be called every second or so. */
    void check() {
        boolean allowChanged = allow != null && allow.check();
        boolean denyChanged = deny != null && deny.check();
        if (allowChanged || denyChanged) {
            map = laidOut();
        }
    }

    /** Another one whenever other networks are in use. */
    NetworkMap map() {
        return map;
    }

    List<ListSighting> sightings() {
        List<ListSighting> sightings = new ArrayList<>();
        if (allow != null) {
            sightings.add(allow.sighting);
        }
        if (deny != null) {
            sightings.add(deny.sighting);
        }
        return sightings;
    }
}
