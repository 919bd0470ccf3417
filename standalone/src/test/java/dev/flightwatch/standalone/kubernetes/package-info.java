/** Verifies the files under kubernetes/ against Kubernetes and the services, without a cluster. */
package dev.flightwatch.standalone.kubernetes;
