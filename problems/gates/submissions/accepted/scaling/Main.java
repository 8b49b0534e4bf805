import java.io.BufferedInputStream;
import java.util.Scanner;

/** Augmenting paths by depth first search, first wide ones and then narrow ones (capacity scaling). */
public class Main {
    public static void main(String[] args) {
        Scanner in = new Scanner(new BufferedInputStream(System.in));
        int n = in.nextInt(), m = in.nextInt();
        Network network = new Network(2 * n);
        for (int place = 0; place < n; place++) {
            long work = in.nextLong();
            network.connect(2 * place, 2 * place + 1, place == 0 || place == n - 1 ? Network.ENDLESS : work);
        }
        boolean neighbours = false;
        for (int i = 0; i < m; i++) {
            int u = in.nextInt() - 1, v = in.nextInt() - 1;
            neighbours |= u == 0 && v == n - 1;
            network.connect(2 * u + 1, 2 * v, Network.ENDLESS);
            network.connect(2 * v + 1, 2 * u, Network.ENDLESS);
        }
        System.out.println(neighbours ? -1 : network.flow(0, 2 * n - 1));
    }
}
