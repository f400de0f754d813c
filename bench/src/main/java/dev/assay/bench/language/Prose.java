package dev.assay.bench.language;

import java.util.List;

/** What is read: sentences again and again, each time with another number so that they differ. */
public enum Prose {
    ENGLISH(
            "en",
            List.of(
                    "First we look at the small cases, because the pattern becomes clear there. ",
                    "Then the sum can be written as a product, and only %d of its factors are odd. ",
                    "This contradicts the assumption, so the remaining case must hold for every number. ",
                    "Let me check the second step again, since the bound was not used anywhere yet. ")),
    CHINESE(
            "zh",
            List.of(
                    "我们先看几个简单的情况，因为规律在那里很清楚。",
                    "然后可以把总和写成乘积，其中只有%d个因数是奇数。",
                    "这与假设矛盾，所以剩下的情况对每个数都成立。",
                    "让我再检查一下第二步，因为还没有用到那个上界。")),
    LATEX(
            "en",
            List.of(
                    "Put \\( a_n = \\int_0^{%d} \\frac{x^n}{1 + x^2} \\, dx \\) and add neighbours: ",
                    "$$a_n + a_{n+2} = \\int_0^1 x^n \\, dx = \\frac{1}{n+1} \\quad (n \\ge %d).$$ ",
                    "\\begin{align} S &= \\sum_{k=1}^{\\infty} \\frac{(-1)^k}{2k+1} \\\\ &= \\frac{\\pi}{4} - %d \\end{align} ",
                    "so $\\lim a_n = 0$ and hence \\boxed{\\frac{\\pi}{4}}. "));

    private final String language;
    private final List<String> sentences;

    Prose(String language, List<String> sentences) {
        this.language = language;
        this.sentences = sentences;
    }

    String language() {
        return language;
    }

    /** So many characters, a little more to the end of the sentence. */
    String text(int characters) {
        StringBuilder text = new StringBuilder(characters + 200);
        for (int i = 0; text.length() < characters; i++) {
            text.append(sentences.get(i % sentences.size()).replace("%d", String.valueOf(i)));
        }
        return text.toString();
    }
}
