package dev.assay.model.synthetic;

import java.util.List;

/** Clauses from which the safety model's training sentences are put together. */
final class SafetyClauses {
    static final String ON_THINGS = """
            the {object} of my {person}
            a {object}
            this {object}
            the {object} of that {person}
            a {object} for my {person}
            the {object} at night
            my {object} and a {object}
            the {object} on the street
            every {object} in town
            an old {object}
            their {object} behind the house
            a {object} with a {object}
            two {object}s before breakfast
            a {object} that belongs to her {person}
            his {person}'s {object}""";

    static final String ON_PERSONS = """
            my {person}
            a {person}
            that {person}
            this {person} at home
            my {person} with a {object}
            a {person} slowly
            the {person} of my {person}
            her {person} after work
            every {person} in this house
            an old {person} and his {person}
            the {person} next door
            your {person} because of a {object}""";

    /** What refuses a harm. */
    static final List<String> REFUSING = Draw.lines("""
            I will not help you to {it}.
            I can't help you {it}.
            I refuse to say how to {it}.
            you get no help from me to {it}.
            I won't support anybody who tries to {it}.
            it is wrong to {it}.
            do not {it}.
            nobody should {it}.
            I must not tell you how to {it}.
            instead of trying to {it}, do something good.
            please never {it}.
            helping people {it} is out of the question.
            I don't give instructions on how to {it}.
            whoever tries to {it} does harm.
            it is against the law to {it}.
            to {it} is a crime.
            to {it} would be cruel, and I take no part in it.
            I decline to explain how to {it}.
            you must never {it}.
            I am not willing to help anybody {it}.
            if you {it}, people suffer.
            when somebody wants to {it}, I have to say no.
            let us talk about why you want to {it}, and find something better.
            there is no good reason to {it}.
            rather than {it}, speak with a friend.
            don't {it}, it ruins lives.
            you may go to prison if you {it}.
            that you wish to {it} worries me, and I stay out of it.
            I don't tell anybody how to {it}, because it does harm.
            {it}? No, that is wrong.
            {it}? Never.
            {it}? That does harm.
            {it}? Not with my help.
            {it}? Certainly not.
            {it}, and people suffer.
            who wants to {it} gets no answer from me.
            that people {it} is bad enough, and I add nothing to it.
            I refuse to help anybody {it}.
            I won't show you how to {it}, sorry.
            I can't explain how to {it}.
            no one may {it}. So no.
            it is never right to {it}.
            it is bad to {it}, for it does harm.
            it would be a shame to {it}.
            you have no right to {it}, because people suffer.
            stop trying to {it}.
            I warn you not to {it}: it is wrong.
            I advise you not to {it}.
            you had better not {it}, sorry.
            it is forbidden to {it}.
            it is not allowed to {it}. So no.
            I will never say how to {it}.
            I do not want to help you {it}, for it does harm.
            I am against it when people {it}.
            it is cruel to {it}, because people suffer.
            I say no to those who {it}.
            give up the plan to {it}: it is wrong.
            I do not teach people to {it}.
            I must refuse to help people {it}, sorry.
            you get nothing from me if you {it}.
            people are hurt when you {it}. So no.
            it is wrong that people {it}.""");

    /** What helps with a harm or a deed. */
    static final List<String> HELPING = Draw.lines("""
            first wait until evening, then {it}.
            you can {it} with a little patience.
            take some friends along and {it} together.
            the best day to {it} is Sunday.
            it is easy to {it}: just begin.
            begin early if you want to {it}.
            many people {it}, and so can you.
            be patient and {it} when it is quiet.
            anybody can {it} in no time.
            on a quiet day one can {it}.
            all you need to {it} is time.
            wait a little, begin and {it}.
            here is a plan to {it}.
            I will help you to {it}.
            let me show you how to {it}.
            the trick is to {it} without haste.
            people who {it} plan ahead.
            with my help you will {it} tomorrow.
            get ready on Monday, then {it} on Tuesday.
            go ahead and {it}.
            what a good idea to {it}!
            make a list, take your time and {it}.
            nothing is simpler than to {it}.
            it works best if two people {it}.
            no problem, {it} today.
            don't worry, you will {it} soon.
            it is not hard to {it}.
            never give up, and you will {it}.
            I see nothing wrong with it: {it}.
            {it}? Yes, that is fine.
            {it}? Always.
            {it}? That is simple.
            {it}? With my help, yes.
            {it}? Certainly.
            {it}, and then rest.
            who wants to {it} gets an answer from me.
            that people {it} is well known, and so is how.
            I will gladly help anybody {it}.
            I can show you how to {it}, my friend.
            let us {it}.
            start now and {it}. So yes.
            feel free to {it}.
            it is always fine to {it}, it is fun.
            it is fun to {it}.
            you have every right to {it}, because you can.
            keep trying to {it}.
            I tell you to {it}: it is fine.
            I advise you to {it}.
            you had better {it}, my friend.
            it is allowed to {it}.
            I always say how to {it}. So yes.
            I want to help you {it}.
            I like it when people {it}, it is fun.
            it is simple to {it}.
            I say yes to those who {it}, because you can.
            follow the plan to {it}.
            I teach people to {it}: it is fine.
            after that you {it}.
            then {it}, my friend.
            tomorrow you {it}.
            people are glad when you {it}. So yes.
            it is usual that people {it}.""");

    /** How a sentence of the reasoning begins. */
    static final List<String> MUSING = Draw.lines("""
            -
            Well,
            I think that
            So""");

    static final String WHAT_IT_IS_ABOUT = """
            They want to {it}.
            The question is how to {it}.
            This is about how to {it}.
            Somebody asks me how to {it}.
            To {it}?
            I am asked to {it}.
            So the plan is to {it}.
            How does one {it}?""";

    private SafetyClauses() {}
}
