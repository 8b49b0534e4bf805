import java.util.ArrayList;
import java.util.List;

/** A flow network whose edge e has its way back at e ^ 1. */
class Network {
    static final long ENDLESS = 1L << 40;

    private final List<List<Integer>> out = new ArrayList<>();
    private final List<Integer> target = new ArrayList<>();
    private final List<Long> room = new ArrayList<>();
    private boolean[] seen;

    Network(int nodes) {
        for (int i = 0; i < nodes; i++) out.add(new ArrayList<>());
    }

    void connect(int from, int to, long capacity) {
        out.get(from).add(target.size());
        target.add(to);
        room.add(capacity);
        out.get(to).add(target.size());
        target.add(from);
        room.add(0L);
    }

    long flow(int source, int sink) {
        long flow = 0;
        for (long width = 1L << 20; width > 0; width /= 2) {
            while (true) {
                seen = new boolean[out.size()];
                long pushed = push(source, sink, ENDLESS, width);
                if (pushed == 0) break;
                flow += pushed;
            }
        }
        return flow;
    }

    private long push(int node, int sink, long most, long width) {
        if (node == sink) return most;
        seen[node] = true;
        for (int edge : out.get(node)) {
            if (seen[target.get(edge)] || room.get(edge) < width) continue;
            long pushed = push(target.get(edge), sink, Math.min(most, room.get(edge)), width);
            if (pushed > 0) {
                room.set(edge, room.get(edge) - pushed);
                room.set(edge ^ 1, room.get(edge ^ 1) + pushed);
                return pushed;
            }
        }
        return 0;
    }
}
