public class Main {
  @Deprecated static int answer = 0;
  public static void main(String[] arguments) throws Exception {
    System.out.println(new java.io.File("/build/processed").exists() ? "it ran" : "it did not run");
  }
}
