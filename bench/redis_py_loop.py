"""The propagation check that the AWS page "IPv6 client examples" gives for redis-py, timed.

Each second: let redis-py discover the topology again, collect the host of every node it knows, and
stop once there is at least one and all of them are addresses of the target family.

usage: redis_py_loop.py HOST PORT ipv4|ipv6

Speaks one JSON object a line: {"ready": true, ...} once connected, then (after a line on standard
input) {"opened_at": seconds since the epoch, "refreshes": how often the topology was read}.
"""
import json
import sys
import time
from ipaddress import IPv4Address, IPv6Address, ip_address

import redis
from redis.cluster import RedisCluster

PAUSE_SECONDS = 1
ADDRESS_TYPE = {"ipv4": IPv4Address, "ipv6": IPv6Address}


def say(**message):
    print(json.dumps(message), flush=True)


def discovered_hosts(cluster):
    cluster.nodes_manager.initialize()
    return {node.host for node in cluster.get_nodes()}


def all_on_target(hosts, address_type):
    return len(hosts) > 0 and all(isinstance(ip_address(host), address_type) for host in hosts)


def main():
    host, port, family = sys.argv[1:4]
    address_type = ADDRESS_TYPE[family]
    cluster = RedisCluster(host=host, port=int(port))
    say(ready=True, version=redis.__version__)
    sys.stdin.readline()
    hosts = set()
    refreshes = 0
    while not all_on_target(hosts, address_type):
        hosts = discovered_hosts(cluster)
        refreshes += 1
        # as on the page, also after the look that ends the loop: that second is the loop's to have
        time.sleep(PAUSE_SECONDS)
    say(opened_at=time.time(), refreshes=refreshes)


if __name__ == "__main__":
    main()
