public class Main {
  static <T> T[] pick(T a, T b) { return null; }
  public static void main(String[] arguments) {
    var all = pick(pick(pick(pick(pick(pick(pick(pick(pick(pick(pick(pick(pick(pick(pick(pick(pick(pick(pick(pick(pick(pick(pick(pick(pick(pick(1, "x"), java.util.List.of(0)), java.util.List.of(1)), java.util.List.of(2)), java.util.List.of(3)), java.util.List.of(4)), java.util.List.of(5)), java.util.List.of(6)), java.util.List.of(7)), java.util.List.of(8)), java.util.List.of(9)), java.util.List.of(10)), java.util.List.of(11)), java.util.List.of(12)), java.util.List.of(13)), java.util.List.of(14)), java.util.List.of(15)), java.util.List.of(16)), java.util.List.of(17)), java.util.List.of(18)), java.util.List.of(19)), java.util.List.of(20)), java.util.List.of(21)), java.util.List.of(22)), java.util.List.of(23)), java.util.List.of(24));
    System.out.println("right");
  }
}
