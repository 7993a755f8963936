import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Set;

/**
 * The loop of the AWS page "IPv6 client examples", repaired so that it compiles: the page declares `nodes` twice and reads an
 * undeclared variable. Its pauses and its judgement are as printed there.
 *
 * Says "{}" when it is connected, begins with the first line of its input, and says when it opened.
 */
public final class LettuceLoop {
    private LettuceLoop() {}

    public static void main(String[] arguments) throws Exception {
        RedisClusterClient clusterClient = RedisClusterClient.create(RedisURI.create(arguments[0], Integer.parseInt(arguments[1])));
        Class<?> targetProtocolType = arguments[2].equals("ipv6") ? Inet6Address.class : Inet4Address.class;
        clusterClient.connect();
        System.out.println("{}");
        System.in.read();
        int refreshes = 0;
        Set<String> nodes;
        do {
            clusterClient.refreshPartitions();
            refreshes++;
            nodes = new HashSet<>();
            for (RedisClusterNode node : clusterClient.getPartitions().getPartitions()) {
                nodes.add(node.getUri().getHost());
            }
            Thread.sleep(1000);
        } while (!nodes.stream().allMatch(node -> {
            try {
                return targetProtocolType.isInstance(InetAddress.getByName(node));
            } catch (UnknownHostException ignored) {
                return false;
            }
        }));
        System.out.printf("{\"opened_at\": %.3f, \"refreshes\": %d}%n", System.currentTimeMillis() / 1000.0, refreshes);
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }
}
