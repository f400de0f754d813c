package dev.assay.reward;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The closed list of reasons. Each says in a sentence why a value, or its absence, is what it is. */
public enum ReasonCode implements Reason {
    // accuracy: the answer counts
    EQUAL_IDENTICAL("The answer is written like the reference."),
    EQUAL_EXACT("The answer has exactly the value of the reference."),
    EQUAL_STRUCTURAL("Answer and reference have the same normal form."),
    EQUAL_NUMERIC("Answer and reference agree by certified numeric evaluation, or within the profile's tolerance."),
    EQUAL_SYMBOLIC("Computer algebra proved answer and reference equal."),
    EQUAL_TEXT("The answer is the reference as a text."),
    EQUAL_CHOICE("The answer names the right option."),
    PUZZLE_SOLVED("The answer satisfies every condition of the puzzle."),

    // accuracy: the answer does not count
    NOT_EQUAL("The answer has another value than the reference."),
    WRONG_CHOICE("The answer names another option."),
    WRONG_UNIT("The answer has a unit that does not fit the reference."),
    WRONG_FORM("The value is right, but the profile asks for another form."),
    NO_ANSWER("No answer was found in the completion."),
    SEVERAL_ANSWERS("The completion gives several different final answers."),
    UNPARSEABLE("The answer cannot be read."),
    TOO_COSTLY("Reading or comparing the answer costs more steps than allowed."),
    UNDECIDED("No rung could show that the answer equals the reference."),
    PUZZLE_UNSOLVED("The answer breaks a condition of the puzzle."),
    PARTLY_EQUAL("The value is the share of the reference's words or parts that the answer has."),

    // code
    ACCEPTED("Every test passed."),
    PARTLY_ACCEPTED("Some of the tests passed."),
    WRONG_OUTPUT("A test printed or returned something else than expected."),
    PRESENTATION_ERROR("A test differs from the expected output in white space only."),
    RUNTIME_ERROR("The program ended with an error."),
    TIME_LIMIT("The program used more CPU time than allowed."),
    IDLE_LIMIT("The program waited longer than allowed without using the CPU."),
    MEMORY_LIMIT("The program used more memory than allowed."),
    OUTPUT_LIMIT("The program printed more than allowed."),
    COMPILE_ERROR("The program does not compile."),
    NO_CODE("No program was found in the completion."),
    PATCH_FAILED("The patch cannot be read, or does not apply."),
    PATCH_REFUSED("The patch edits what decides about it, or reaches outside of the repository."),
    TESTS_FAILED("A test that has to pass after the repair fails."),

    // format
    WELL_FORMED("The completion follows the template."),
    MISSING_OPEN_TAG("An opening tag of the template is missing."),
    MISSING_CLOSE_TAG("A closing tag of the template is missing."),
    DUPLICATE_TAG("A tag of the template occurs more than once."),
    NESTED_TAG("A tag of the template is opened inside itself."),
    WRONG_ORDER("The tags of the template are in another order."),
    TEXT_BEFORE("There is text before the template begins."),
    TEXT_BETWEEN("There is text between thinking and answer."),
    TEXT_AFTER("There is text after the template ends."),
    EMPTY_THINKING("The thinking has no letter or digit, or fewer than asked for."),
    EMPTY_ANSWER("The answer has no letter or digit."),
    ANSWER_IN_THINKING("The answer tags are inside the thinking."),
    SEVERAL_BOXED("The completion boxes several different values."),
    BOXED_ONLY_IN_THINKING("The only boxed answer is inside the thinking."),
    LOOKALIKE_TAG("A tag is imitated by other characters, case, attributes or escapes."),
    TRUNCATED("The completion ended at its length limit."),
    TOO_LONG("The completion is longer than the format allows."),
    SPECIAL_TOKEN("The completion contains a special token of a chat template as text."),
    REPETITIVE("The completion repeats itself more than allowed."),
    PROMPT_ECHO("The completion repeats the template text of the prompt instead of filling it."),
    NO_CODE_FENCE("A code answer is not fenced."),
    WRONG_CODE_LANGUAGE("The code fence names another language than the task asks for."),

    // language, length, repetition
    TARGET_LANGUAGE("The text is in the target language."),
    OTHER_LANGUAGE("A part of the text is in another language than the target."),
    NO_WORDS("There are no words to tell a language from."),
    WITHIN_LENGTH("The length is within the free part of the limit."),
    OVERLONG("The length is inside the punished part of the limit, or beyond it."),
    GROUP_LENGTH("The value compares the length with the other rollouts of the group."),
    NOT_REPETITIVE("The text does not repeat itself."),

    // models and judges
    MODEL_SCORE("The value is what the reward model gives."),
    JUDGE_VERDICT("The value is what the judge decided."),

    // the reference, which is ours or the user's and never the model's
    NO_REFERENCE("The rollout carries no reference of the kind that this function needs."),
    REFERENCE_UNREADABLE("The reference cannot be read."),
    REFERENCE_TOO_COSTLY("The reference costs more steps to evaluate than allowed."),
    INPUT_TOO_LONG("The text is longer than the model takes."),
    INPUT_UNREADABLE("The text has no tokens, or the model has no form for it."),
    NOT_MINE("The function does not apply to this rollout."),

    // our clock
    DEADLINE("The function did not end within its time."),
    NOT_STARTED("The time was over before the function could start."),
    MISSING("The component did not arrive before the deadline of the group."),

    // our fault
    THREW("The function failed with an exception."),
    NO_FUNCTION("No function that owns this component for this task is hosted or reachable here."),
    STUCK("Too many calls of this function never returned, so it is not called any more."),
    SANDBOX_TROUBLE("The sandbox failed, so nothing is known of the program."),
    NO_TOOLCHAIN("The tools of the language are not on this machine."),
    OVERLOADED("The function has more work waiting than it accepts."),
    REMOTE_UNAVAILABLE("The remote function could not be reached."),
    REMOTE_INVALID("The remote function answered with something that is not a component.");

    static final Map<String, ReasonCode> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));

    private final String meaning;

    ReasonCode(String meaning) {
        this.meaning = meaning;
    }

    /** What the code means, as a sentence for people. */
    public String meaning() {
        return meaning;
    }
}
