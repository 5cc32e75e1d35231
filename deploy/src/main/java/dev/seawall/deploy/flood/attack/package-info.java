/**
 * The lab's attackers: a program that floods or exhausts one front door of the lab, at a rate, for a time, and counts what
 * became of it. {@link dev.seawall.deploy.flood.attack.LabOnly} refuses everything but the lab's own addresses, from
 * inside the namespace that the lab made for it.
 */
@NullMarked
package dev.seawall.deploy.flood.attack;

import org.jspecify.annotations.NullMarked;
