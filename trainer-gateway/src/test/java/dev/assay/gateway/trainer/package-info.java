/** What trainers are answered, over HTTP, with the functions that judge. */
package dev.assay.gateway.trainer;
