package dev.assay.code.call;

import java.math.BigInteger;
import java.util.List;

/** A plain typed value, as it crosses between a program and the judge. */
public sealed interface Value {
    /** Nothing: {@code None}, {@code null}, {@code undefined}. */
    record Nothing() implements Value {}

    record Bool(boolean value) implements Value {}

    /** An integer, exact at any size. */
    record Int(BigInteger value) implements Value {}

    /** A floating-point number; may be NaN or infinite. */
    record Real(double value) implements Value {}

    record Text(String value) implements Value {}

    /** Bytes as lower-case hexadecimal. */
    record Bytes(String hex) implements Value {}

    /** A list or an array. */
    record Sequence(List<Value> values) implements Value {
        public Sequence {
            values = List.copyOf(values);
        }
    }

    record Tuple(List<Value> values) implements Value {
        public Tuple {
            values = List.copyOf(values);
        }
    }

    /** A set, of either kind, in no order. */
    record Group(List<Value> values, boolean frozen) implements Value {
        public Group {
            values = List.copyOf(values);
        }
    }

    /** A map in the order of its entries. */
    record Mapping(List<Entry> entries) implements Value {
        public Mapping {
            entries = List.copyOf(entries);
        }
    }

    /** An entry of a {@link Mapping}. */
    record Entry(Value key, Value value) {}

    /** A linked list of {@code ListNode}s, by its values. */
    record Chain(List<Value> values) implements Value {
        public Chain {
            values = List.copyOf(values);
        }
    }

    /** A tree of {@code TreeNode}s in level order, with {@link Nothing} for a missing child. */
    record Tree(List<Value> levels) implements Value {
        public Tree {
            levels = List.copyOf(levels);
        }
    }

    /**
     * Something else that is plain, by the parts that Python writes of it.
     *
     * @param kind {@code c} a complex number, {@code D} a decimal, {@code F} a fraction, {@code y} a built-in type
     */
    record Other(String kind, List<String> parts) implements Value {
        public Other {
            parts = List.copyOf(parts);
        }
    }

    /** An object that stays in the candidate's process; only assertions may pass it around. */
    record Handle(int number) implements Value {}

    /** Something that is no plain data, by the name of its type: it equals nothing. */
    record Foreign(String type) implements Value {}
}
