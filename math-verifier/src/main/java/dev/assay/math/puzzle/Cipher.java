package dev.assay.math.puzzle;

import dev.assay.math.text.Shown;
import java.util.Locale;
import java.util.Optional;

/**
 * A cipher to break: {@code {"plain": "meet me at noon"}}, or {@code {"text": "phhw", "cipher": "caesar", "shift": 3}}
 * with the ciphers {@code caesar}, {@code atbash}, {@code vigenere} ({@code key}) and {@code reverse}, where the answer
 * is encrypted again. Letters and digits count, case, spaces and punctuation do not.
 *
 * @param letters what the answer, or its encryption, must be
 * @param method how an answer becomes that
 */
record Cipher(String letters, Method method) implements Puzzle {
    /** How plain text becomes the text that is compared. */
    sealed interface Method {
        String apply(String letters);

        /** As it is. */
        record Plain() implements Method {
            @Override
            public String apply(String letters) {
                return letters;
            }
        }

        /** Each letter moved on by the letters of a key in turn. */
        record Shifts(String key) implements Method {
            @Override
            public String apply(String letters) {
                StringBuilder text = new StringBuilder(letters.length());
                int turn = 0;
                for (int i = 0; i < letters.length(); i++) {
                    char c = letters.charAt(i);
                    boolean letter = c >= 'a' && c <= 'z';
                    int shift = key.charAt(turn % key.length()) - 'a';
                    text.append(letter ? (char) ('a' + (c - 'a' + shift) % 26) : c);
                    turn += letter ? 1 : 0;
                }
                return text.toString();
            }
        }

        /** The alphabet backwards. */
        record Atbash() implements Method {
            @Override
            public String apply(String letters) {
                StringBuilder text = new StringBuilder(letters.length());
                letters.chars().forEach(c -> text.append((char) (c >= 'a' && c <= 'z' ? 'a' + 'z' - c : c)));
                return text.toString();
            }
        }

        /** The text backwards. */
        record Reverse() implements Method {
            @Override
            public String apply(String letters) {
                return new StringBuilder(letters).reverse().toString();
            }
        }
    }

    static Puzzle read(Members members) throws PuzzleFailure {
        Optional<String> plain = members.text("plain");
        String letters = letters(
                plain.or(() -> Optional.ofNullable(members.root().path("text").textValue()))
                        .orElseThrow(() -> members.wrong("plain", "a text")));
        if (letters.isEmpty() || letters.length() > Puzzles.MAX_LENGTH) {
            throw members.wrong("plain", "a text with letters");
        }
        return new Cipher(letters, plain.isPresent() ? new Method.Plain() : method(members));
    }

    private static Method method(Members members) throws PuzzleFailure {
        String cipher = members.text("cipher").orElse("");
        return switch (cipher) {
            case "caesar" -> {
                int shift = Math.floorMod(members.root().path("shift").asInt(), 26);
                yield new Method.Shifts(String.valueOf((char) ('a' + shift)));
            }
            case "vigenere" -> {
                String key = letters(members.text("key").orElse(""));
                if (key.isEmpty() || !key.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
                    throw members.wrong("key", "letters from a to z");
                }
                yield new Method.Shifts(key);
            }
            case "atbash" -> new Method.Atbash();
            case "reverse" -> new Method.Reverse();
            default -> throw members.wrong("cipher", "caesar, vigenere, atbash or reverse");
        };
    }

    private static String letters(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        text.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(letters::appendCodePoint);
        return letters.toString();
    }

    @Override
    public String checks() {
        return method instanceof Method.Plain
                ? "The answer has the letters of the plain text."
                : "The answer, encrypted, has the letters of the text.";
    }

    @Override
    public Form form() {
        return Form.TEXT;
    }

    @Override
    public Finding judge(String answer) {
        String given = method.apply(letters(answer));
        return given.equals(letters)
                ? Finding.solved(Shown.cut(answer))
                : Finding.broken(
                        "'" + Shown.cut(answer) + "' gives " + Shown.cut(given) + ", not " + Shown.cut(letters));
    }
}
