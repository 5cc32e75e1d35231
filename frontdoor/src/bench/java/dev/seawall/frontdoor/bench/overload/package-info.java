/**
 * The benchmark of docs/overload.md: what proxies make of more requests than the worker behind them can bear. Compiled in
 * the Maven profile {@code bench} only, never part of the program.
 */
@NullMarked
package dev.seawall.frontdoor.bench.overload;

import org.jspecify.annotations.NullMarked;
