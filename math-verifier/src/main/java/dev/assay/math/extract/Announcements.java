package dev.assay.math.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How languages announce an answer: the word for it, words that may qualify it, and the word between it and the value.
 */
final class Announcements {
    /** Words for "answer" in scripts with spaces; "option" and "choice" announce one as well. */
    private static final String[] NOUNS = {
        "answer",
        "option",
        "choice", // en
        "respuesta",
        "opción", // es
        "réponse",
        "reponse", // fr
        "antwort", // de
        "resposta",
        "opção", // pt, ca
        "risposta", // it
        "antwoord", // nl
        "svar",
        "svaret", // da, no, sv
        "vastaus", // fi
        "odpowiedź",
        "odpověď",
        "odpoveď", // pl, cs, sk
        "răspuns",
        "răspunsul", // ro
        "cevap",
        "yanıt", // tr
        "jawaban", // id, ms
        "đáp án",
        "đáp số",
        "câu trả lời", // vi
        "ответ",
        "відповідь",
        "отговор",
        "одговор", // ru, uk, bg, sr
        "απάντηση", // el
        "الجواب",
        "الإجابة",
        "جواب",
        "پاسخ", // ar, fa, ur
        "תשובה",
        "התשובה", // he
        "उत्तर",
        "जवाब", // hi
        "উত্তর",
        "விடை",
        "คำตอบ", // bn, ta, th
    };

    /** Words for "answer" where words are not parted by spaces. */
    private static final String[] JOINED = {"最终答案", "答案", "答え", "正解", "正答", "答", "정답", "답"};

    private static final List<String> QUALIFIERS = List.of(
            "correcta",
            "correcte",
            "corretta",
            "correta",
            "final",
            "finale",
            "finală",
            "ostateczna",
            "النهائية",
            "الصحيحة",
            "النهائي",
            "הסופית");

    /** Not all of them, because "the answer to" announces nothing. */
    private static final List<String> ENGLISH = List.of("is", "are");

    private static final List<String> COPULAS = List.of(
            "is", "are", "es", "son", "est", "ist", "lautet", "é", "è", "sono", "são", "är", "er", "on", "to", "jest",
            "je", "este", "là", "adalah", "είναι", "равен", "равно", "هو", "هي", "היא", "הוא", "है", "คือ");

    private static final String JOINED_COPULAS = "是为為はが은는";

    /** What sentences end in after the value. */
    private static final String[] ENDINGS = {
        "となります", "になります", "である", "です", "でした", "だ", "입니다", "이다", "이에요", " है", " हैं", " olur", "。", "।"
    };

    /** The words by their first character in either case: a row of {@link #ROWS}, 0 for none. */
    private static final byte[] ROW = new byte[Character.MAX_VALUE + 1];

    private static final List<String[]> ROWS = new ArrayList<>(List.of(new String[][] {{}}));

    static {
        Map<Character, List<String>> byFirst = new TreeMap<>();
        for (String[] nouns : new String[][] {NOUNS, JOINED}) {
            for (String noun : nouns) {
                byFirst.computeIfAbsent(noun.charAt(0), _ -> new ArrayList<>()).add(noun);
            }
        }
        byFirst.forEach((first, nouns) -> {
            ROW[first] = (byte) ROWS.size();
            ROW[Character.toUpperCase(first)] = (byte) ROWS.size();
            ROWS.add(nouns.toArray(String[]::new));
        });
    }

    private Announcements() {}

    /** Whether an announcement could begin with this character. */
    static boolean mayBegin(char c) {
        return ROW[c] != 0;
    }

    /** The word for "answer" at a position, or an empty text. */
    static String noun(String text, int at, int from) {
        String found = "";
        boolean begins = at == from || !Character.isLetter(text.charAt(at - 1));
        if (!begins && text.charAt(at) < 0x2E80) {
            return found;
        }
        for (String noun : ROWS.get(ROW[text.charAt(at)])) {
            boolean joined = isJoined(noun);
            boolean stands = begins || joined && !noun.equals("答");
            boolean there =
                    joined ? text.startsWith(noun, at) : stands && text.regionMatches(true, at, noun, 0, noun.length());
            if (there && stands && noun.length() > found.length()) {
                found = noun;
            }
        }
        return found;
    }

    static boolean isJoined(String noun) {
        return noun.charAt(0) >= 0x2E80;
    }

    /** The position after a word of the list that stands whole at a position, or -1. */
    private static int after(List<String> words, String text, int at, int to) {
        char first = at < to ? Character.toLowerCase(text.charAt(at)) : 0;
        for (String word : words) {
            int end = at + word.length();
            if (word.charAt(0) == first
                    && text.regionMatches(true, at, word, 0, word.length())
                    && end <= to
                    && (end == to || !Character.isLetter(text.charAt(end)))) {
                return end;
            }
        }
        return -1;
    }

    /** The position after a qualifier such as "final", or -1. */
    static int afterQualifier(String text, int at, int to) {
        return after(QUALIFIERS, text, at, to);
    }

    /** The position after the "is" that goes with a noun, or -1. */
    static int afterCopula(String text, int at, int to, String noun) {
        if (noun.equals("answer")) {
            return after(ENGLISH, text, at, to);
        }
        if (!isJoined(noun)) {
            return after(COPULAS, text, at, to);
        }
        boolean two = text.startsWith("应为", at) || text.startsWith("应是", at) || text.startsWith("應為", at);
        return two ? at + 2 : JOINED_COPULAS.indexOf(text.charAt(at)) >= 0 ? at + 1 : -1;
    }

    /** Without what a sentence says after its value, such as です. */
    static String withoutEnding(String sentence) {
        String bare = sentence;
        for (String ending : ENDINGS) {
            if (bare.endsWith(ending) && bare.length() > ending.length()) {
                bare = bare.substring(0, bare.length() - ending.length()).strip();
            }
        }
        return bare;
    }
}
