import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StreamTokenizer;
import java.util.Arrays;

/** Counts in an int: wrong in group 3. */
public class Main {
    public static void main(String[] args) throws IOException {
        StreamTokenizer in = new StreamTokenizer(new InputStreamReader(System.in));
        in.nextToken();
        int[] pitches = new int[(int) in.nval];
        in.nextToken();
        int d = (int) in.nval;
        for (int i = 0; i < pitches.length; i++) {
            in.nextToken();
            pitches[i] = (int) in.nval;
        }
        Arrays.sort(pitches);
        int pairs = 0;
        for (int last = 0, first = 0; last < pitches.length; last++) {
            while (pitches[last] - pitches[first] > d) first++;
            pairs += last - first;
        }
        System.out.println(pairs);
    }
}
