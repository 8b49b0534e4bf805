public class Main {
  public static void main(String[] args) {
    for (;;) System.out.println("more and more and more and more and more".repeat(10));
  }
}
