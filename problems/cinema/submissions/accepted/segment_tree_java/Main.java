import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StreamTokenizer;
import java.util.Arrays;

public class Main {
    private static int[] most;

    private static void change(int node, int by) {
        most[node] += by;
        for (node /= 2; node > 0; node /= 2) most[node] = Math.max(most[2 * node], most[2 * node + 1]);
    }

    public static void main(String[] args) throws IOException {
        StreamTokenizer in = new StreamTokenizer(new InputStreamReader(System.in));
        in.nextToken();
        int n = (int) in.nval;
        in.nextToken();
        int c = (int) in.nval;
        in.nextToken();
        int q = (int) in.nval;
        int size = n == 1 ? 1 : Integer.highestOneBit(n - 1) * 2;
        most = new int[2 * size];
        Arrays.fill(most, size, size + n, c);
        for (int node = size - 1; node > 0; node--) most[node] = Math.max(most[2 * node], most[2 * node + 1]);
        int[] seat = new int[q + 1], people = new int[q + 1];
        int groups = 0;
        long steps = 0, turnedAway = 0;
        for (int i = 0; i < q; i++) {
            in.nextToken();
            int event = (int) in.nval;
            if (event < 0) {
                if (seat[-event] > 0) change(seat[-event], people[-event]);
                continue;
            }
            people[++groups] = event;
            if (most[1] < event) {
                turnedAway++;
                continue;
            }
            int node = 1;
            while (node < size) node = most[2 * node] >= event ? 2 * node : 2 * node + 1;
            steps += 2L * (node - size + 1);
            seat[groups] = node;
            change(node, -event);
        }
        System.out.println(steps + " " + turnedAway);
    }
}
