@NullMarked
package dev.seawall.deploy.lab.process;

import org.jspecify.annotations.NullMarked;
