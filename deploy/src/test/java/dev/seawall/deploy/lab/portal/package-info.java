@NullMarked
package dev.seawall.deploy.lab.portal;

import org.jspecify.annotations.NullMarked;
