import java.util.ArrayList;
public class Main {
  public static void main(String[] arguments) {
    ArrayList<byte[]> all = new ArrayList<>();
    for (int i = 0; i < 4096; i++) all.add(new byte[1 << 20]);
    System.out.println(all.size());
  }
}
