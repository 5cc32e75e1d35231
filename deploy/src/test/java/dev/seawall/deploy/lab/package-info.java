@NullMarked
package dev.seawall.deploy.lab;

import org.jspecify.annotations.NullMarked;
