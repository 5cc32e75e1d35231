/**
 * Runs floods: builds a topology on the lab's fabric, starts the real programs in it, has agents use, probe and attack it
 * window by window, and writes down what they saw.
 */
@NullMarked
package dev.seawall.deploy.flood.rig;

import org.jspecify.annotations.NullMarked;
