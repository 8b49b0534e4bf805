// @EXPECTED_RESULTS@: MEMORY_LIMIT_EXCEEDED
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;

/** Keeps a mebibyte of notes on each entry. */
public class Main {
    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        int n = in.nextInt();
        List<byte[]> notes = new ArrayList<>();
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < n; i++) {
            BigInteger entry = in.nextBigInteger();
            notes.add(new byte[1 << 20]);
            sum = sum.add(entry);
        }
        System.out.println(notes.size() == n ? sum : n);
    }
}
