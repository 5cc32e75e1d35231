@NullMarked
package dev.seawall.deploy.lab.s3;

import org.jspecify.annotations.NullMarked;
