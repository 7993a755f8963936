import { type AddressFamily } from '../../lambda/topology/address-family';

/** How a command must end. */
export interface ExpectedOutcome {
  readonly succeeds: boolean;
  /** Of the stack, when the CLI has returned. */
  readonly status: string;
  /** CloudFormation finds something to change, and so calls the gate. */
  readonly callsGate: boolean;
}

/** One command of the CDK CLI, and how it must end. */
export interface PlannedDeployment {
  readonly name: string;
  readonly command: 'deploy' | 'destroy';
  /** `ipDiscovery` of the app. */
  readonly family: AddressFamily;
  readonly gateTimeoutSeconds: number;
  /** The nodes change what they announce. */
  readonly moves: boolean;
  /** One node keeps announcing the old family for ever. */
  readonly oneNodeStaysBehind: boolean;
  readonly expected: ExpectedOutcome;
}

/** Much longer than any wait of the rehearsal that is meant to end well. */
const PATIENT_SECONDS = 300;
/** Long enough for every node but one to converge, short enough to sit through. */
const IMPATIENT_SECONDS = 15;

const DEPLOY: Omit<PlannedDeployment, 'name' | 'family'> = {
  command: 'deploy',
  gateTimeoutSeconds: PATIENT_SECONDS,
  moves: false,
  oneNodeStaysBehind: false,
  expected: { succeeds: true, status: 'UPDATE_COMPLETE', callsGate: true },
};

/** The rehearsal, deployment by deployment. */
export const PLAN: readonly PlannedDeployment[] = [
  { ...DEPLOY, name: 'create', family: 'ipv4', expected: { ...DEPLOY.expected, status: 'CREATE_COMPLETE' } },
  { ...DEPLOY, name: 'flip to ipv6', family: 'ipv6', moves: true },
  { ...DEPLOY, name: 'deploy again, unchanged', family: 'ipv6', expected: { ...DEPLOY.expected, callsGate: false } },
  { ...DEPLOY, name: 'flip back to ipv4', family: 'ipv4', moves: true },
  {
    ...DEPLOY,
    name: 'flip, one node stays behind',
    family: 'ipv6',
    gateTimeoutSeconds: IMPATIENT_SECONDS,
    moves: true,
    oneNodeStaysBehind: true,
    expected: { succeeds: false, status: 'UPDATE_ROLLBACK_COMPLETE', callsGate: true },
  },
  { ...DEPLOY, name: 'destroy', command: 'destroy', family: 'ipv4', expected: { ...DEPLOY.expected, status: 'DELETE_COMPLETE' } },
];
