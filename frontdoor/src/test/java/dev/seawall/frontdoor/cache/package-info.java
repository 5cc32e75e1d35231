/** The cache between routing and admission, on real front doors before raw workers. */
@NullMarked
package dev.seawall.frontdoor.cache;

import org.jspecify.annotations.NullMarked;
