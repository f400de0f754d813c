/**
 * The application that may load native tensor code. It never shares a process with the gateway or the judge: a fault in
 * native code ends this process and no other.
 */
@NullMarked
package dev.assay.deploy.models;

import org.jspecify.annotations.NullMarked;
