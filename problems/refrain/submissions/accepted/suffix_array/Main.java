import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayDeque;
import java.util.Arrays;

/** Suffix array by prefix doubling with counting sort; then the best smallest common prefix of k neighbours. */
public class Main {
    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        int k = Integer.parseInt(in.readLine().trim());
        char[] song = in.readLine().trim().toCharArray();
        int[] order = sortSuffixes(song);
        int[] common = commonPrefixes(song, order);
        int best = 0;
        ArrayDeque<Integer> window = new ArrayDeque<>();
        for (int i = 1; i < song.length; i++) {
            while (!window.isEmpty() && common[window.peekLast()] >= common[i]) window.removeLast();
            window.addLast(i);
            if (window.peekFirst() <= i - (k - 1)) window.removeFirst();
            if (i >= k - 1) best = Math.max(best, common[window.peekFirst()]);
        }
        System.out.println(best);
    }

    private static int[] sortSuffixes(char[] song) {
        int n = song.length;
        int[] order = new int[n], rank = new int[n], byEnd = new int[n], next = new int[n];
        for (int i = 0; i < n; i++) rank[i] = song[i] - 'a';
        int classes = 26;
        for (int i = 0; i < n; i++) byEnd[i] = i;
        for (int length = 0; ; length = length == 0 ? 1 : 2 * length) {
            if (length > 0) {
                int at = 0;
                for (int i = Math.max(0, n - length); i < n; i++) byEnd[at++] = i;
                for (int i = 0; i < n; i++) if (order[i] >= length) byEnd[at++] = order[i] - length;
            }
            int[] start = new int[classes + 1];
            for (int i = 0; i < n; i++) start[rank[i] + 1]++;
            for (int c = 0; c < classes; c++) start[c + 1] += start[c];
            for (int i = 0; i < n; i++) order[start[rank[byEnd[i]]]++] = byEnd[i];
            next[order[0]] = 0;
            int found = 1;
            for (int i = 1; i < n; i++) {
                int a = order[i - 1], b = order[i];
                int tailA = length == 0 ? 0 : a + length < n ? rank[a + length] : -1;
                int tailB = length == 0 ? 0 : b + length < n ? rank[b + length] : -1;
                if (rank[a] != rank[b] || tailA != tailB) found++;
                next[b] = found - 1;
            }
            System.arraycopy(next, 0, rank, 0, n);
            classes = Math.max(found, 1);
            if (found == n || length >= n) return order;
        }
    }

    /** At i: the length of the longest common prefix of the suffixes that are i-th and one before. */
    private static int[] commonPrefixes(char[] song, int[] order) {
        int n = song.length, length = 0;
        int[] place = new int[n], common = new int[n];
        Arrays.setAll(place, i -> i);
        for (int i = 0; i < n; i++) place[order[i]] = i;
        for (int i = 0; i < n; i++) {
            if (place[i] == 0) {
                length = 0;
                continue;
            }
            int other = order[place[i] - 1];
            while (i + length < n && other + length < n && song[i + length] == song[other + length]) length++;
            common[place[i]] = length;
            if (length > 0) length--;
        }
        return common;
    }
}
