package dev.seawall.deploy.verify.packets;

import java.time.Duration;
import java.util.List;

/** Sends real packets between places. One caller at a time. */
public interface Probes extends AutoCloseable {
    /** What there is beside instances. */
    Surroundings surroundings() throws ProbeException;

    /** Makes every place that is named later ready to send, and to answer datagrams at these ports. */
    void open(List<Place> places, List<Integer> ports) throws ProbeException, InterruptedException;

    /**
     * Sends to all at once.
     *
     * @param patience how long each waits for an answer
     * @return what came of each, in the order of the flows
     */
    List<Sighting> send(List<Flow> flows, Duration patience) throws ProbeException, InterruptedException;

    /** All pairs at once, for as long as that takes; in the order of the pairs. */
    List<Meeting> meet(List<Meeting.Pair> pairs, Duration duration) throws ProbeException, InterruptedException;

    /** Ends what it has started. */
    @Override
    void close();
}
