package dev.assay.model.synthetic;

/** Which examples: sets share neither sentence forms nor the words that are filled in. */
public enum ExampleSet {
    /** To learn from. */
    TRAIN,
    /** The same kinds of requests and faults in other forms and with other words. */
    HELD_OUT,
    /** Other kinds of requests and of faults, written one by one in another voice. */
    HARDER
}
