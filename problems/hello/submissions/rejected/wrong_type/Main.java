// @EXPECTED_RESULTS@: COMPILER_ERROR
public class Main {
    public static void main(String[] args) {
        int greeting = "Hello, Arbiter!";
        System.out.println(greeting);
    }
}
