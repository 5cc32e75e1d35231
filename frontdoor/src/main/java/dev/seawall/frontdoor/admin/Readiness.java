package dev.seawall.frontdoor.admin;

import java.util.List;

/**
 * A part of the front door that may have a reason to get no new traffic: it drains, its port is not open yet.
 *
 * <p>Thread rule: thread-safe, never blocks.
 */
@FunctionalInterface
public interface Readiness {

    /** Why not, as sentences; empty when it is ready. */
    List<String> reasons();
}
