import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.StreamTokenizer;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

public class Main {
    private record Line(int to, int seconds) {}
    private record Arrival(long time, int stop) implements Comparable<Arrival> {
        public int compareTo(Arrival other) {
            return Long.compare(time, other.time);
        }
    }

    private static final StreamTokenizer IN = new StreamTokenizer(new InputStreamReader(new BufferedInputStream(System.in)));

    private static int next() throws IOException {
        IN.nextToken();
        return (int) IN.nval;
    }

    public static void main(String[] args) throws IOException {
        int n = next(), m = next();
        List<List<Line>> lines = new ArrayList<>();
        for (int i = 0; i <= n; i++) lines.add(new ArrayList<>());
        for (int i = 0; i < m; i++) lines.get(next()).add(new Line(next(), next()));
        long[] best = new long[n + 1];
        Arrays.fill(best, Long.MAX_VALUE);
        best[1] = 0;
        PriorityQueue<Arrival> queue = new PriorityQueue<>();
        queue.add(new Arrival(0, 1));
        while (!queue.isEmpty()) {
            Arrival arrival = queue.remove();
            if (arrival.time > best[arrival.stop]) continue;
            for (Line line : lines.get(arrival.stop)) {
                long time = arrival.time + line.seconds;
                if (time < best[line.to]) {
                    best[line.to] = time;
                    queue.add(new Arrival(time, line.to));
                }
            }
        }
        System.out.println(best[n] == Long.MAX_VALUE ? "walk" : best[n]);
    }
}
