/** The bytes of both sides, chosen by a fuzzer: docs/fuzzing.md. */
@NullMarked
package dev.seawall.frontdoor.fuzz;

import org.jspecify.annotations.NullMarked;
