/**
 * Turns a YAML file into records: all problems reported together, each with its line. General: knows no key of its
 * own. The records it fills sit beside what they configure. Plain Java and Jackson.
 */
@NullMarked
package dev.seawall.backend.config;

import org.jspecify.annotations.NullMarked;
