/**
 * Calls of a function with typed values. The candidate runs alone in a box and knows arguments only; what it answers is
 * read here as plain typed data of bounded depth and size, so that no method of one of its objects ever runs on our
 * side. Assertions run in a box of their own, with stand-ins for the candidate's functions whose calls are passed on.
 */
@NullMarked
package dev.assay.code.call;

import org.jspecify.annotations.NullMarked;
