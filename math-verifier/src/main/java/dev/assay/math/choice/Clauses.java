package dev.assay.math.choice;

import dev.assay.math.extract.Denials;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The letters that a sentence asserts and those that it denies, clause by clause: "not A but C" asserts C.
 *
 * @param asserted without those that another clause denies
 */
record Clauses(Set<String> asserted, Set<String> denied) {
    private static final String[] JOINTS = {
        " but ",
        " so ",
        " hence ",
        " thus ",
        " therefore ",
        " rather ",
        " instead ",
        " because ",
        " sondern ",
        " mais ",
        " sino ",
        " pero ",
        " mas ",
        " а ",
        " но ",
        "而是",
        "所以",
        "应选",
        "选"
    };

    static Clauses of(String sentence) {
        Set<String> asserted = new TreeSet<>();
        Set<String> denied = new TreeSet<>();
        List<String> clauses = split(sentence);
        boolean denial = false;
        for (int i = 0; i < clauses.size(); i++) {
            String clause = clauses.get(i);
            denial = Denials.in(clause) || denial && goesOn(clauses, i);
            (denial ? denied : asserted).addAll(letters(clause));
        }
        asserted.removeAll(denied);
        return new Clauses(asserted, denied);
    }

    /** Whether a clause goes on with the letters of the one before: "not A, C or D". */
    private static boolean goesOn(List<String> clauses, int from) {
        for (int i = from; i < clauses.size() && isLettersOnly(clauses.get(i)); i++) {
            if (clauses.get(i).contains(" or ") || clauses.get(i).contains(" nor ")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLettersOnly(String clause) {
        String rest = clause.replace(" or ", " ").replace(" nor ", " ");
        return rest.chars().allMatch(c -> c == ' ' || c >= 'A' && c <= 'J');
    }

    private static List<String> split(String sentence) {
        String marked = " " + sentence + " ";
        for (String joint : JOINTS) {
            marked = marked.replace(joint, ";");
        }
        List<String> clauses = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < marked.length(); at++) {
            if (",;.!?。，；！？\n".indexOf(marked.charAt(at)) >= 0) {
                clauses.add(marked.substring(from, at));
                from = at + 1;
            }
        }
        clauses.add(marked.substring(from));
        return clauses;
    }

    /** Capital letters from A to J that stand alone, and letters in brackets. */
    private static Set<String> letters(String clause) {
        Set<String> letters = new TreeSet<>();
        for (int at = 0; at < clause.length(); at++) {
            char c = clause.charAt(at);
            boolean alone = (at == 0 || !isWord(clause.charAt(at - 1)))
                    && (at + 1 == clause.length() || !isWord(clause.charAt(at + 1)) && clause.charAt(at + 1) != '\'');
            boolean bracketed =
                    at > 0 && clause.charAt(at - 1) == '(' && at + 1 < clause.length() && clause.charAt(at + 1) == ')';
            char upper = bracketed ? Character.toUpperCase(c) : c;
            boolean article = (c == 'A' || c == 'I')
                    && !bracketed
                    && at + 2 < clause.length()
                    && clause.charAt(at + 1) == ' '
                    && Character.isLowerCase(clause.charAt(at + 2))
                    && !isVerb(clause, at + 2);
            if (alone && !article && upper >= 'A' && upper <= 'J') {
                letters.add(String.valueOf(upper));
            }
        }
        return letters;
    }

    private static boolean isVerb(String clause, int at) {
        for (String verb : new String[] {"is ", "isn", "and ", "or ", "nor ", "can", "was "}) {
            if (clause.startsWith(verb, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWord(char c) {
        return c < 0x2E80 && Character.isLetterOrDigit(c);
    }
}
