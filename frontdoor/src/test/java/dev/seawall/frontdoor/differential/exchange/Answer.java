package dev.seawall.frontdoor.differential.exchange;

import java.util.List;
import java.util.Set;

/**
 * An answer as a worker sends it, and as a client is to receive it. Immutable.
 *
 * @param token of the request; in a field
 * @param fragments as sent, with a boundary between each two
 * @param fields that are to reach the client, in order, {@code name: value} with the name in lower case
 * @param content without framing
 * @param trailers that are to reach the client
 * @param interims statuses that are to come before it
 * @param broken whether it is cut, or can't be read plainly: it may never look whole
 * @param continues whether a 100 is sent before the body is read
 * @param early whether it is sent before the request's body is read
 * @param echoes how many bytes the worker repeats behind a 101
 */
public record Answer(
        String token,
        int status,
        List<String> fragments,
        List<String> fields,
        String content,
        List<String> trailers,
        List<Integer> interims,
        boolean broken,
        boolean continues,
        boolean early,
        int echoes,
        Ending ending,
        Set<Oddity> oddities) {

    /** What becomes of the connection to the proxy. */
    public enum Ending {
        KEPT,
        CLOSED,
        RESET
    }

    public Answer {
        fragments = List.copyOf(fragments);
        fields = List.copyOf(fields);
        trailers = List.copyOf(trailers);
        interims = List.copyOf(interims);
        oddities = Set.copyOf(oddities);
    }
}
