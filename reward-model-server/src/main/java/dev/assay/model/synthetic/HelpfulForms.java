package dev.assay.model.synthetic;

import java.util.List;

/**
 * The sentences of helpful and less helpful answers. {@code {thing}} is what is asked about.
 *
 * @param howTo questions for instructions
 * @param instructions sentences that answer them
 * @param describe requests for a text
 * @param descriptions sentences of such a text
 * @param lists requests for {@code {count}} things
 * @param facts what somebody has, told before the question
 * @param questions about it
 * @param answers to it
 * @param topics questions about anything: {@code {thing}}, {@code {other}}, {@code {action}}
 * @param statements about it, with words of their own: {@code {some}}, {@code {more}}
 * @param refusals sentences that refuse
 * @param vague sentences that say nothing
 */
record HelpfulForms(
        List<String> howTo,
        List<String> instructions,
        List<String> describe,
        List<String> descriptions,
        List<String> lists,
        List<String> facts,
        List<String> questions,
        List<String> answers,
        List<String> topics,
        List<String> statements,
        List<String> refusals,
        List<String> vague) {
    static final HelpfulForms TRAIN = new HelpfulForms(
            Draw.lines("""
                    How do I {action} a {thing}?
                    How should I {action} this {thing}?
                    Show me the steps to {action} a {thing}.
                    Give me advice on how I {action} the {thing}.
                    What do I need to {action} my {thing}?
                    I have to {action} a {thing}, what do I do?
                    Could anybody say how to {action} a {thing}?
                    Tell me how to {action} a {thing}.
                    What is the best way to {action} my {thing}?
                    I want to {action} a {thing}. Where do I start?
                    Can you explain how to {action} the {thing}?
                    Please help me to {action} a {thing}."""),
            Draw.lines("""
                    First {step} the {thing}.
                    Start with the {thing} and {step} it.
                    Now {step} it with the {tool}.
                    When it is {quality}, {step} the {thing} once more.
                    You need a {tool} to {action} it.
                    Leave it for an hour, then {action} the {thing}.
                    Never {action} the {thing} before you {step} it.
                    Then {step} the {thing} with a {tool}.
                    To {action} a {thing}, use a {tool}.
                    Keep the {thing} {quality} while you work.
                    After that you {step} the {thing} and wait.
                    A {quality} {thing} needs a {tool}.
                    You {action} the {thing} last, when it is {quality}.
                    Put the {thing} on the floor and {step} it."""),
            Draw.lines("""
                    Write about a {thing}.
                    Say a few words about this {thing}.
                    Compose a text about my {thing}.
                    Think of a {thing} and write some lines.
                    What can you tell me about the {thing}?
                    I would like to read something about a {thing}.
                    Describe a {thing} for me.
                    Write a short text with the word {thing}.
                    I need a few words about the {thing}.
                    Tell a story about a {thing}."""),
            Draw.lines("""
                    The {thing} stood in the {place}.
                    At the {place} there was a {quality} {thing}.
                    Every day {name} looked at the {thing}.
                    {name} bought it at the {place}.
                    Somebody left the {thing} in the old {place}.
                    How {quality} it seemed!
                    {name} had a {quality} {thing}.
                    It was a {quality} {thing} from the {place}.
                    One day {name} found the {thing} in the {place}.
                    Nobody knew why the {thing} was {quality}.
                    {name} loved the {thing}."""),
            Draw.lines("""
                    Name {count} things for the {place}.
                    I need {count} things for my {place}.
                    Write {count} things that belong in the {place}.
                    Tell me {count} things from a {place}.
                    Which {count} things does {name} look for?
                    List {count} things that {name} needs.
                    Give me {count} things to take to the {place}.
                    What are {count} things in a {place}?"""),
            Draw.lines("""
                    {name} has a {quality} {thing} in the {place}.
                    {name} left a {thing} at the {place}, a {quality} one.
                    At the {place} you find a {quality} {thing} of {name}.
                    The {quality} {thing} at the {place} belongs to {name}.
                    There is a {quality} {thing} in the {place}, and {name} owns it.
                    In the {place} {name} keeps a {quality} {thing}."""),
            Draw.lines("""
                    What does {name} have?
                    What did {name} leave there?
                    What do you find in the {place}?
                    What belongs to {name}?
                    What is in the {place}?
                    Which thing is it?"""),
            Draw.lines("""
                    It is a {thing}.
                    You find a {quality} {thing}.
                    This is the {thing} of {name}.
                    The {quality} {thing} belongs to {name}.
                    In the {place} you see the {thing}.
                    {name} has a {thing}.
                    The thing in the {place} is a {thing}.
                    That is the {quality} {thing}."""),
            Draw.lines("""
                    What is a {thing}?
                    What is the {thing} good for?
                    Why does a {thing} {action}?
                    When does the {thing} {action}?
                    Who made this {thing}?
                    Where can I see a {thing}?
                    How big is the {thing} of {name}?
                    Does a {thing} {action}?
                    Is the {thing} {quality}?
                    How does a {thing} {action} the {other}?
                    What is the difference between a {thing} and a {other}?
                    What happens when a {thing} meets a {other}?
                    Explain {thing} to me.
                    What do people do with a {thing}?
                    Is a {thing} better than a {other}?
                    Can a {thing} {action} a {other}?
                    I saw a {thing} yesterday. Do you know it?
                    My {thing} is {quality}. Why?
                    In {thing} there was a {other} last year. Is it true?
                    {thing} or {other}?
                    They say that {thing} is {quality}. Is that so?"""),
            Draw.lines("""
                    A {thing} is a {quality} {some}.
                    One has a {thing} to {action} {some}.
                    A {thing} has {some} and {more}.
                    In {some} the {thing} is {quality}.
                    Most people see a {thing} near the {some}.
                    It is the {thing} that {name} put into the {some}.
                    Every {thing} needs {some}.
                    A {thing} is {quality} when the {some} is {more}.
                    The {thing} comes from {some}, where {name} lives.
                    Without {some} no {thing} can {action}.
                    The {some} of a {thing} is {quality}.
                    {thing} means {some} in the {more}.
                    It needs {some}, so the {thing} is {quality}.
                    Because the {some} was {more}, {name} took the {thing}.
                    If the {some} is large, a {thing} will {action}.
                    Two of them {action} {some} every day with a {thing}.
                    {name} says that {some} and {thing} go together.
                    {some}, {more} and a {thing} are in it."""),
            Draw.lines("""
                    I am sorry, but I cannot help with that.
                    Unfortunately this is not possible for me.
                    That is nothing I can help you with.
                    Please ask another person about this.
                    I don't want to talk about this.
                    No, I won't do that for you.
                    My answer is no, sorry.
                    I am unable to help you.
                    There is no help from me for this question.
                    I can't answer this question.
                    I am not able to talk about it.
                    This is not something I can do.
                    Sorry, I will not answer that.
                    You should ask somebody else.
                    I have no answer for you.
                    I am only a program and cannot do this."""),
            Draw.lines("""
                    It depends on many things.
                    Well, it depends.
                    One view is as good as another.
                    People differ in their views.
                    It is hard to say.
                    Each day it is different.
                    You may have your own opinion.
                    Maybe yes, maybe no.
                    Who can say such a thing?
                    There is more than one way to see it.
                    There are different ways, and each is fine.
                    Some people do it one way, some another.
                    Opinions differ about this.
                    You will find out by yourself.
                    That is an interesting question.
                    Everybody has a view on this.
                    It can be easy or it can be hard."""));

    static final HelpfulForms HELD_OUT = new HelpfulForms(
            Draw.lines("""
                    Could you show me how one would {action} a {thing}?
                    My {thing} is waiting. What do I do to {action} it?
                    Give me some advice, I have to {action} this {thing}.
                    Which steps does it take to {action} the {thing}?"""),
            Draw.lines("""
                    Begin with the {thing}: {step} it well.
                    Now you may {step} your {thing} by means of a {tool}.
                    When the {thing} is {quality}, {action} it.
                    With a {tool} you can {action} any {thing}.
                    Leave the {thing} alone for an hour, then {step} it again.
                    Never {step} a {quality} {thing} without a {tool}."""),
            Draw.lines("""
                    Say something about this {thing}.
                    Compose some lines in which a {thing} appears.
                    What comes to your mind when you see a {thing}?"""),
            Draw.lines("""
                    In the old {place} there was a {thing}.
                    {name} bought the {quality} {thing} at the {place}.
                    Every morning {name} looked at the {thing}.
                    How {quality} the {thing} seemed to {name}!
                    Then somebody left a {thing} at the {place}."""),
            Draw.lines("""
                    I am looking for {count} things, they are for my {place}.
                    Tell {name} which {count} things belong in a {place}.
                    Write down {count} things from the {place}."""),
            Draw.lines("""
                    At the {place} you see a {quality} {thing}, it belongs to {name}.
                    {name} left a {quality} {thing} at the {place}."""),
            Draw.lines("""
                    What is it that {name} owns?
                    What do you see at the {place}?"""),
            Draw.lines("""
                    At the {place} you see a {thing}.
                    The {thing} belongs to {name}.
                    You see a {quality} {thing}."""),
            Draw.lines("""
                    Which {thing} is {quality}?
                    Tell me what a {thing} is for, please.
                    Do you like the {thing} or the {other}?
                    Why did {name} {action} the {thing} yesterday?
                    I need to know more about {thing}."""),
            Draw.lines("""
                    {name} says it is {quality}, as a {thing} should be.
                    The {thing} was made for the {some}.
                    People like the {thing}, because {some} is {quality}.
                    With {some} and {more} you get a {thing}.
                    They took the {thing} to the {some}."""),
            Draw.lines("""
                    Unfortunately I can't do that for you.
                    Sorry, there is no help from me on this.
                    I will not talk about this question.
                    That is nothing that I am able to answer.
                    Please ask another person."""),
            Draw.lines("""
                    Well, that depends.
                    One way is as fine as another.
                    People differ, and so do their views.
                    Hard to say, it is different each day.
                    You will have your own view of this question."""));

    static HelpfulForms of(ExampleSet set) {
        return switch (set) {
            case TRAIN -> TRAIN;
            case HELD_OUT, HARDER -> HELD_OUT;
        };
    }
}
