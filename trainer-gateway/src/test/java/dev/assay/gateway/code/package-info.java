@org.jspecify.annotations.NullMarked
package dev.assay.gateway.code;
