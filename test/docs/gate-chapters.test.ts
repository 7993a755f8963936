import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { type IVpc } from 'aws-cdk-lib/aws-ec2';
import { REFUSALS } from '../../lambda/topology/failure-rules';
import { AddressFamily, GateCredentials, PropagationGate } from '../../lib/gates';
import { NetworkType, ReplicationGroup } from '../../lib/replication-group';
import { rawGroup } from '../lib/gates/support/raw-group';
import { resourceCount } from '../lib/gates/support/resources';
import { dualStackVpc } from '../support/subnets';

const chapter = readFileSync(join(__dirname, '..', '..', 'docs', 'chapters', 'propagation-gate.md'), 'utf8');

/** The rows of the table under this head. */
function rowsUnder(head: string): readonly (readonly string[])[] {
  const [, after = ''] = chapter.split(`\n${head}\n`);
  const lines = after.split('\n').slice(1);
  const end = lines.findIndex((line) => !line.startsWith('|'));
  return lines.slice(0, end).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
}

function countOf(make: (stack: Stack, vpc: IVpc) => void): number {
  const stack = new Stack(new App(), 'Stack');
  make(stack, dualStackVpc(stack));
  return resourceCount(stack);
}

type Make = (stack: Stack, vpc: IVpc) => void;

function gates(groups: number, onEach: number, credentials = GateCredentials.none()): Make {
  return (stack, vpc) => {
    const made = Array.from({ length: 2 }, (_, index) => rawGroup(stack, vpc, { transitEncryptionEnabled: true }, `Group${index}`));
    made.slice(0, groups).forEach((replicationGroup, index) => {
      for (let at = 0; at < onEach; at += 1) new PropagationGate(stack, `Gate${index}${at}`, { replicationGroup, vpc, targetFamily: AddressFamily.IPV6, credentials });
    });
  };
}

function caches(count: number, networkType: NetworkType): Make {
  return (stack, vpc) => {
    for (let at = 0; at < count; at += 1) new ReplicationGroup(stack, `Cache${at}`, { vpc, networkType });
  };
}

const more = (make: Make, than: Make): number => countOf(make) - countOf(than);

describe('the chapter on propagation gates', () => {
  test('counts resources as they are', () => {
    const counted = {
      'the first gate of a stack': more(gates(1, 1), gates(0, 0)),
      'a further gate on the same group and subnets': more(gates(1, 2), gates(1, 1)),
      'a gate on another group in the same subnets': more(gates(2, 1), gates(1, 1)),
      'credentials of IAM, for each group': more(gates(1, 1, GateCredentials.iam('probe')), gates(1, 1)),
      'a default `ReplicationGroup`, dual stack': more(caches(1, NetworkType.DUAL_STACK), caches(0, NetworkType.DUAL_STACK)),
      'each further one in the same subnets': more(caches(2, NetworkType.DUAL_STACK), caches(1, NetworkType.DUAL_STACK)),
      'a default `ReplicationGroup`, IPv4: no gate': more(caches(1, NetworkType.IPV4), caches(0, NetworkType.IPV4)),
      'each further one in the same subnets, IPv4': more(caches(2, NetworkType.IPV4), caches(1, NetworkType.IPV4)),
    };

    expect(Object.fromEntries(rowsUnder('| | resources |').map(([what, count]) => [what, Number(count)]))).toEqual(counted);
  });

  test('lists every code of a refusal of a node', () => {
    const codes = rowsUnder('| code | why |').map(([code = '']) => code.replaceAll('`', ''));

    expect(codes).toEqual(expect.arrayContaining([...new Set(REFUSALS.flatMap(({ refuse }) => refuse ?? []))]));
    expect(new Set(codes).size).toBe(codes.length);
  });
});
