@NullMarked
package dev.seawall.deploy.tls;

import org.jspecify.annotations.NullMarked;
