import java.util.Scanner;

/** Gives the pairs (1, n), (2, n - 1), ... in turn to both trucks; an odd n is a pair (n, nothing) first. */
public class Main {
    public static void main(String[] args) {
        int n = new Scanner(System.in).nextInt();
        if (n % 4 == 1 || n % 4 == 2) {
            System.out.println("impossible");
            return;
        }
        int low = n % 2 == 0 ? 1 : 0;
        StringBuilder[] trucks = {new StringBuilder(), new StringBuilder()};
        int[] count = new int[2];
        for (int high = n, turn = 0; low < high; low++, high--, turn = 1 - turn) {
            for (int block : new int[] {low, high}) {
                if (block == 0) continue;
                trucks[turn].append(' ').append(block);
                count[turn]++;
            }
        }
        for (int i = 0; i < 2; i++) System.out.println(count[i] + trucks[i].toString());
    }
}
