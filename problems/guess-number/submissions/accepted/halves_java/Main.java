import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

public class Main {
    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        int low = 1, high = Integer.parseInt(in.readLine().trim());
        while (true) {
            int guess = (low + high) >>> 1;
            System.out.println(guess);
            System.out.flush();
            String answer = in.readLine();
            if (answer.equals("correct")) return;
            if (answer.equals("higher")) low = guess + 1;
            else high = guess - 1;
        }
    }
}
