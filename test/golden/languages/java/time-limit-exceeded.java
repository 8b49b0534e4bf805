public class Main {
  static volatile long i;

  public static void main(String[] args) {
    for (;;) i++;
  }
}
