@NullMarked
package dev.seawall.frontdoor.http;

import org.jspecify.annotations.NullMarked;
