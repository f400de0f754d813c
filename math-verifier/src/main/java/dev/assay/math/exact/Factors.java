package dev.assay.math.exact;

import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A positive whole number as a product of powers.
 *
 * @param powers exponent by base; the bases share no factor
 * @param complete whether every base is known to be prime
 */
public record Factors(SortedMap<BigInteger, Integer> powers, boolean complete) {
    private static final int BOUND = 4_000;

    /** Splits by trial division up to a fixed bound; what remains is kept whole, or as a square or cube. */
    public static Factors of(BigInteger value, Steps steps) {
        SortedMap<BigInteger, Integer> powers = new TreeMap<>();
        BigInteger rest = value;
        int twos = rest.equals(BigInteger.ONE) ? 0 : rest.getLowestSetBit();
        if (twos > 0) {
            powers.put(BigInteger.TWO, twos);
            rest = rest.shiftRight(twos);
        }
        for (int p = 3; p < BOUND && !rest.equals(BigInteger.ONE); p += 2) {
            if (rest.bitLength() < 40) {
                long small = rest.longValue();
                if ((long) p * p > small) {
                    break;
                }
                steps.spend(1);
                if (small % p != 0) {
                    continue;
                }
            }
            BigInteger prime = BigInteger.valueOf(p);
            steps.spend(division(rest));
            BigInteger[] parts = rest.divideAndRemainder(prime);
            int count = 0;
            while (parts[1].signum() == 0) {
                rest = parts[0];
                count++;
                steps.spend(division(rest));
                parts = rest.divideAndRemainder(prime);
            }
            if (count > 0) {
                powers.put(prime, count);
            }
        }
        if (rest.equals(BigInteger.ONE)) {
            return new Factors(powers, true);
        }
        if (rest.compareTo(BigInteger.valueOf((long) BOUND * BOUND)) < 0) {
            powers.put(rest, 1);
            return new Factors(powers, true);
        }
        steps.spendBits(rest.bitLength());
        BigInteger root = rest.sqrt();
        boolean square = root.multiply(root).equals(rest);
        powers.put(square ? root : rest, square ? 2 : 1);
        return new Factors(powers, false);
    }

    /** The price of a division by a small number. */
    private static long division(BigInteger value) {
        return 30 + 4L * (value.bitLength() >> 6);
    }
}
