@NullMarked
package dev.seawall.deploy.ec2;

import org.jspecify.annotations.NullMarked;
