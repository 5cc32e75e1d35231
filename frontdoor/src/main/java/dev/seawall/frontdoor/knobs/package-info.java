/** What an operator may switch off or throttle while a front door runs, for how long, and who did (decision 0028). */
@NullMarked
package dev.seawall.frontdoor.knobs;

import org.jspecify.annotations.NullMarked;
