@NullMarked
package dev.seawall.deploy.command;

import org.jspecify.annotations.NullMarked;
