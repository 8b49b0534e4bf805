import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayDeque;
import java.util.Deque;

public class Main {
    public static void main(String[] args) throws IOException {
        String log = new BufferedReader(new InputStreamReader(System.in)).readLine();
        System.out.println(isSound(log) ? "YES" : "NO");
    }

    private static boolean isSound(String log) {
        Deque<Integer> stack = new ArrayDeque<>();
        for (char sign : log.toCharArray()) {
            if ("([{".indexOf(sign) >= 0) stack.push("([{".indexOf(sign));
            int closed = ")]}".indexOf(sign);
            if (closed >= 0 && (stack.isEmpty() || stack.pop() != closed)) return false;
        }
        return stack.isEmpty();
    }
}
