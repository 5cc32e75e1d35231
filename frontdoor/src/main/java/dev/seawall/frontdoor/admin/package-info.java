@NullMarked
package dev.seawall.frontdoor.admin;

import org.jspecify.annotations.NullMarked;
