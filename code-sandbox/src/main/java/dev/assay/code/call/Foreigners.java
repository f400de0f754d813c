package dev.assay.code.call;

import java.util.List;

/** Finds what is no plain data inside a value. */
final class Foreigners {
    private Foreigners() {}

    static void find(Value value, List<String> found) {
        switch (value) {
            case Value.Foreign(String type) -> found.add(type);
            case Value.Sequence(List<Value> values) -> all(values, found);
            case Value.Tuple(List<Value> values) -> all(values, found);
            case Value.Group(List<Value> values, boolean _) -> all(values, found);
            case Value.Chain _ -> found.add("ListNode");
            case Value.Tree _ -> found.add("TreeNode");
            case Value.Mapping(List<Value.Entry> entries) -> {
                for (Value.Entry entry : entries) {
                    find(entry.key(), found);
                    find(entry.value(), found);
                }
            }
            case Value.Nothing _,
                    Value.Bool _,
                    Value.Int _,
                    Value.Real _,
                    Value.Text _,
                    Value.Bytes _,
                    Value.Other _,
                    Value.Handle _ -> {}
        }
    }

    private static void all(List<Value> values, List<String> found) {
        for (Value value : values) {
            find(value, found);
        }
    }
}
