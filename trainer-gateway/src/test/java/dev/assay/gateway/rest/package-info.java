/** What {@code POST /v1/score} answers, without HTTP. */
package dev.assay.gateway.rest;
