/**
 * The benchmark of docs/performance.md: how much CPU a request costs in Seawall and in other proxies. Compiled in the Maven
 * profile {@code bench} only, never part of the program.
 */
@NullMarked
package dev.seawall.frontdoor.bench;

import org.jspecify.annotations.NullMarked;
