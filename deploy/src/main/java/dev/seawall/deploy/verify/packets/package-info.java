/**
 * Real packets beside the rules: who could send to whom by the security groups, who can in fact, and what the blueprint
 * wants. Sends nothing itself: whoever can implements {@link dev.seawall.deploy.verify.packets.Probes}.
 */
@NullMarked
package dev.seawall.deploy.verify.packets;

import org.jspecify.annotations.NullMarked;
