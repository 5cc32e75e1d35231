package dev.seawall.frontdoor.admission;

import java.util.Map;

/**
 * What one worker's gate has to show now.
 *
 * @param limit on requests that the worker thinks about
 * @param inFlight requests that it thinks about
 * @param streams bodies on their way to it and answers on theirs from it
 * @param waiting requests that wait for room
 * @param credits writes that the worker allows, {@link Integer#MAX_VALUE} when it says nothing
 * @param shed how many, by why; without those that never happened
 */
public record GateFacts(
        String worker, double limit, int inFlight, int streams, int waiting, int credits, Map<ShedReason, Long> shed) {}
