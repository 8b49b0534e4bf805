import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StreamTokenizer;

public class Main {
    private static final int TOP = 1_000_000;

    public static void main(String[] args) throws IOException {
        short[] count = new short[TOP + 1];
        for (int a = 1; a * a <= TOP; a++) {
            count[a * a]++;
            for (int x = a * a + a; x <= TOP; x += a) count[x] += 2;
        }
        StreamTokenizer in = new StreamTokenizer(new InputStreamReader(System.in));
        in.nextToken();
        StringBuilder out = new StringBuilder();
        for (int q = (int) in.nval; q > 0; q--) {
            in.nextToken();
            out.append(count[(int) in.nval]).append('\n');
        }
        System.out.print(out);
    }
}
