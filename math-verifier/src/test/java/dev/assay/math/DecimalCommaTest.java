package dev.assay.math;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalCommaTest {
    private final MathVerifier verifier = new MathVerifier();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2.5|2,5",
                "5/2|2,5 cm",
                "2.5 cm|25 mm",
                "2.5 cm|2,5",
                "0.75|0,75",
                "-2.5|-2,5",
                "1000.99|1000,99",
                "1,22|1.22"
            })
    void besideASingleValueTheCommaIsDecimal(String reference, String answer) {
        assertThat(verifier.verify(reference, "\\boxed{" + answer + "}").accepted())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.234|1,234",
                "2.5|2, 5",
                "2.5|(2,5)",
                "2.5|\\{2,5\\}",
                "2.5|2,5,1",
                "2.5|2,50,1",
                "1,2|1.2",
                "7|2,5",
                "25|2,5"
            })
    void aCommaThatGroupsOrSeparatesStaysWhatItIs(String reference, String answer) {
        assertThat(verifier.verify(reference, "\\boxed{" + answer + "}").accepted())
                .isFalse();
    }
}
