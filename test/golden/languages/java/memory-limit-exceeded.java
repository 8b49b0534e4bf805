import java.util.ArrayList;
import java.util.List;

public class Main {
  public static void main(String[] args) {
    List<long[]> all = new ArrayList<>();
    for (;;) all.add(new long[1 << 17]);
  }
}
