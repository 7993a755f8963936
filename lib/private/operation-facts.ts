import { type Fact, UNKNOWN } from './fact';
import { booleanFact, listFact, numberFact, stringFact } from './fact-readers';
import { type TemplateProperties } from './final-properties';

/** What keeps the data and the nodes of a group going: see `GroupFacts`. */
export interface OperationFacts {
  /** `ddd:hh:mm-ddd:hh:mm`. */
  readonly maintenanceWindow: Fact<string>;
  /** `hh:mm-hh:mm`. */
  readonly snapshotWindow: Fact<string>;
  /** Days; 0 for no snapshots. */
  readonly snapshotRetention: Fact<number>;
  readonly snapshotName: Fact<string>;
  readonly snapshotArns: Fact<readonly Fact<string>[]>;
  readonly atRestEncryption: Fact<boolean>;
  readonly kmsKeyId: Fact<string>;
  readonly automaticFailover: Fact<boolean>;
  readonly multiAz: Fact<boolean>;
  readonly dataTiering: Fact<boolean>;
  /** `default`, `async`, `sync` or `disabled`. */
  readonly durability: Fact<string>;
  /** `slow-log` or `engine-log`, one a delivery. */
  readonly deliveredLogs: readonly Fact<string>[];
}

export function operationFactsOf(properties: TemplateProperties): OperationFacts {
  const deliveries = known(listFact(properties['LogDeliveryConfigurations'])) ?? [];
  return {
    maintenanceWindow: stringFact(properties['PreferredMaintenanceWindow']),
    snapshotWindow: stringFact(properties['SnapshotWindow']),
    snapshotRetention: numberFact(properties['SnapshotRetentionLimit']),
    snapshotName: stringFact(properties['SnapshotName']),
    snapshotArns: textsOf(properties['SnapshotArns']),
    atRestEncryption: booleanFact(properties['AtRestEncryptionEnabled']),
    kmsKeyId: stringFact(properties['KmsKeyId']),
    automaticFailover: booleanFact(properties['AutomaticFailoverEnabled']),
    // the L1 spells it in its own way, the template in another
    multiAz: booleanFact(properties['MultiAZEnabled'] ?? properties['MultiAzEnabled']),
    dataTiering: booleanFact(properties['DataTieringEnabled']),
    durability: stringFact(properties['Durability']),
    deliveredLogs: deliveries.map((delivery) => stringFact(field(delivery, 'LogType', 'logType'))),
  };
}

/** Each text of a list. */
export function textsOf(value: unknown): Fact<readonly Fact<string>[]> {
  const list = listFact(value);
  return list === UNKNOWN ? UNKNOWN : list?.map(stringFact);
}

/** A field of a structure, in the spelling of the template or of the L1; nothing of a structure that is a token. */
export function field(structure: unknown, inTemplate: string, inProps: string): unknown {
  const fields = typeof structure === 'object' && structure !== null ? (structure as Readonly<Record<string, unknown>>) : {};
  return fields[inTemplate] ?? fields[inProps];
}

function known<T>(fact: Fact<T>): T | undefined {
  return fact === UNKNOWN ? undefined : fact;
}
