/** Whether what is under kubernetes/ fits Kubernetes and the services; no cluster is asked. */
package dev.flightwatch.standalone.kubernetes;
