/** The rules of the join as specifications, and the join under a real broker with a process that is killed. */
package dev.assay.gateway.join;
