import java.util.Scanner;
import java.util.Stack;

/** Pops from the empty stack. */
public class Main {
    public static void main(String[] args) {
        String log = new Scanner(System.in).next();
        Stack<Integer> stack = new Stack<>();
        for (char sign : log.toCharArray()) {
            if ("([{".indexOf(sign) >= 0) stack.push("([{".indexOf(sign));
            int closed = ")]}".indexOf(sign);
            if (closed >= 0 && stack.pop() != closed) {
                System.out.println("no");
                return;
            }
        }
        System.out.println(stack.isEmpty() ? "yes" : "no");
    }
}
