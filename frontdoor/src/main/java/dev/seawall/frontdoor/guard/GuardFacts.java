package dev.seawall.frontdoor.guard;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a guard has to show now. Immutable.
 *
 * @param enforced whether networks are held to their rates now
 * @param shortOf why, as sentences
 * @param remembered networks that it knows, the wider ones left out
 * @param refused by reason, since the start
 * @param spared what would have been refused, had it been enforced
 * @param exceeding the networks that asked for more than their share within the last minute, the heaviest first
 * @param lists what was last read from the lists' files, as sentences
 */
public record GuardFacts(
        Enforcement enforce,
        boolean enforced,
        List<String> shortOf,
        int remembered,
        Map<RefusalReason, Long> refused,
        Map<RefusalReason, Long> spared,
        List<Exceeding> exceeding,
        List<ListSighting> lists) {

    /**
     * A network that asked for more than its share.
     *
     * @param open connections
     * @param requests how many beyond its rate, since it was first seen
     * @param connections how many beyond its rate or its share
     * @param turnedOff requests and connections that were cut off without a word
     * @param isTurnedOff whether that goes on
     * @param ago when it last did
     */
    public record Exceeding(
            Network network,
            int open,
            long requests,
            long connections,
            long turnedOff,
            boolean isTurnedOff,
            Duration ago) {
        long weight() {
            return requests + connections + turnedOff;
        }
    }
}
