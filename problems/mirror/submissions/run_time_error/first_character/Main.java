import java.util.Scanner;

/** Takes for granted that each line has a first character. */
public class Main {
    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        int n = Integer.parseInt(in.nextLine());
        for (int i = 0; i < n; i++) {
            String line = in.nextLine();
            char first = line.charAt(0);
            System.out.println(new StringBuilder(line.substring(1)).reverse().append(first));
        }
    }
}
