/**
 * The wiring: typed configuration under {@code assay}, one engine with the functions that are installed or remote, and
 * what starts and stops with the application. Everything that does something lives in the other packages, which know
 * nothing of Quarkus.
 */
@NullMarked
package dev.assay.service.app;

import org.jspecify.annotations.NullMarked;
