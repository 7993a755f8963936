import { Aspects, CfnResource, type IAspect } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import { type Problem, ReplicationGroupValidationError } from '../../private/validation-error';
import { type IGate } from '../gate-interface';
import { GATE_PROTECTS_WHAT_IT_NEEDS } from './protect-errors';

/**
 * What the gates of all kinds have in common. Not exported from the package.
 *
 * @internal
 */
export abstract class GateBase extends Construct implements IGate {
  public abstract readonly outcome: string;
  public abstract readonly secondsWaited: string;

  /**
   * Deploys these constructs, and everything in them, only after the gate opened. Security groups and their rules are not held
   * up: a gate may have to ask with those of the service that it protects.
   *
   * @param constructs what relies on what the gate waits for, for example the service that connects to the cache
   * @throws `ReplicationGroupValidationError` (`GateProtectsWhatItNeeds`) for what the gate itself needs, or anything that contains
   * it or the gate: the gate can only open after these are deployed
   */
  public protect(...constructs: IConstruct[]): void {
    const mustComeFirst = [this, ...this.node.scopes, ...this._needs().flatMap(({ node }) => node.scopes)];
    const own = constructs.filter((construct) => mustComeFirst.includes(construct));
    if (own.length > 0) {
      throw new ReplicationGroupValidationError(this, own.map(ownNeedProblem));
    }
    constructs.forEach((construct) => {
      Aspects.of(construct).add(new BehindGate(this));
    });
  }

  /**
   * What must be deployed before the gate can open.
   *
   * @internal
   */
  protected abstract _needs(): readonly IConstruct[];
}

/** Who a service is in the network, not what it does there; it is needed to ask as that service. */
const NETWORK_IDENTITY = new Set(['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress']);

/** Puts every resource behind a gate, also those that are added later. */
class BehindGate implements IAspect {
  public constructor(private readonly gate: Construct) {}

  public visit(construct: IConstruct): void {
    if (CfnResource.isCfnResource(construct) && !NETWORK_IDENTITY.has(construct.cfnResourceType)) {
      construct.node.addDependency(this.gate);
    }
  }
}

function ownNeedProblem({ node }: IConstruct): Problem {
  return {
    code: GATE_PROTECTS_WHAT_IT_NEEDS.code,
    message:
      `protect() must get constructs that come after the gate, got ${JSON.stringify(node.path)}, without which the gate can not ` +
      'open: pass the constructs that rely on it',
  };
}
