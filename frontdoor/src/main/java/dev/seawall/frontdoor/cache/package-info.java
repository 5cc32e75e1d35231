/**
 * A shared cache for workers' answers (RFC 9111), between routing and admission: what can be served from memory costs
 * no worker a place. Knows requests and responses, but not how a worker is asked.
 */
@NullMarked
package dev.seawall.frontdoor.cache;

import org.jspecify.annotations.NullMarked;
