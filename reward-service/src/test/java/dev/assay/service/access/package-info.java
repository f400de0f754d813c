/** Who may call. */
package dev.assay.service.access;
