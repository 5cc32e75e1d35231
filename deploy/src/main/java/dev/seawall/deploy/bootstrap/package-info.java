/** What an instance does at its first boot: the script, and what it fetches. */
@NullMarked
package dev.seawall.deploy.bootstrap;

import org.jspecify.annotations.NullMarked;
