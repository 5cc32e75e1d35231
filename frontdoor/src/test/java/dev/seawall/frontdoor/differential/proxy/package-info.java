/** The proxies that are compared, each before a worker of its own. */
@NullMarked
package dev.seawall.frontdoor.differential.proxy;

import org.jspecify.annotations.NullMarked;
