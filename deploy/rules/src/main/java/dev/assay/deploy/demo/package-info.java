/**
 * The main job on this machine: {@link dev.assay.deploy.demo.DemoCommand} starts the services as a child process, sends
 * the example rollouts through Kafka, compares the rewards with the golden file, measures a load, and leaves a report.
 */
@NullMarked
package dev.assay.deploy.demo;

import org.jspecify.annotations.NullMarked;
