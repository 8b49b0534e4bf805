import java.util.Scanner;

/** Counts the cells in 32 bits. */
public class Main {
    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        String moves = in.nextInt() == 0 ? "" : in.next();
        int q = 0, r = 0;
        for (char move : moves.toCharArray()) {
            if (move == 'R' || move == 'F') q++;
            if (move == 'S' || move == 'X') q--;
            if (move == 'X' || move == 'C') r++;
            if (move == 'E' || move == 'R') r--;
        }
        int d = Math.max(Math.abs(q + r), Math.max(Math.abs(q), Math.abs(r)));
        System.out.println(d + " " + (1 + 3 * d * (d + 1)));
    }
}
