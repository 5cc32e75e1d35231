/**
 * May this request go to its worker now? For each worker a limit that sets itself, a short queue by priority, and what
 * the worker says it can bear. Plain Java on a clock that is given.
 */
@NullMarked
package dev.seawall.frontdoor.admission;

import org.jspecify.annotations.NullMarked;
