package dev.seawall.deploy.flood.polite;

import java.util.List;

/** Which request goes when. Immutable, like what implements it. */
interface Work {
    /** The request of that number, from 0. */
    Request request(long number);

    /** What must have succeeded, in order, before the first request is due. */
    default List<Request> preparation() {
        return List.of();
    }
}
