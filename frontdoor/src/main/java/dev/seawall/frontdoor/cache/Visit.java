package dev.seawall.frontdoor.cache;

import java.util.concurrent.Executor;

/**
 * One client's request at the cache. Immutable.
 *
 * @param target scheme, host and target exactly as the worker would see them
 * @param again it waited for another's answer before, in vain
 * @param loop the request's
 */
record Visit(Client client, Origin origin, Wish wish, String target, boolean again, Executor loop) {

    Visit oncemore() {
        return new Visit(client, origin, wish, target, true, loop);
    }
}
