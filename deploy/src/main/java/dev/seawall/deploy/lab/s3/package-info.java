/** The sliver of S3 that a deployment needs, on the same port. */
@NullMarked
package dev.seawall.deploy.lab.s3;

import org.jspecify.annotations.NullMarked;
