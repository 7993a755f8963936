import { type Properties } from '../resource-provider';

/** A resource that exists in name only. */
export interface GenericIdentity {
  /** What the resource is called: `vpc-0123...`, or the name that it was given. */
  readonly name: string;
  /** 17 hexadecimal digits that belong to this resource alone. */
  readonly digits: string;
  readonly account: string;
  readonly region: string;
}

/** What the offline AWS pretends of a resource type that it does not model; the facts are those of the registry schema. */
export interface GenericType {
  /** `vpc` gives `vpc-0123...`; otherwise the name is a property or made of stack name and logical id. */
  readonly idPrefix?: string;
  /** The property that names the resource. */
  readonly nameProperty?: string;
  /** The attribute that `Ref` gives, where that is not the name. */
  readonly ref?: string;
  /** The property that identifies a resource for an import; absent: there is no import. */
  readonly identifier?: string;
  /** Properties whose change replaces the resource, besides `nameProperty`. */
  readonly createOnly?: readonly string[];
  /** Properties that `Fn::GetAtt` gives back. */
  readonly echoes?: readonly string[];
  attributes?(identity: GenericIdentity, properties: Properties): Readonly<Record<string, unknown>>;
}

/** Types by name. */
export type GenericTypes = Readonly<Record<string, GenericType>>;

/** An attribute that is the ARN of the resource: `arn:aws:<service>:<region>:<account>:<kind><name>`. */
export function arnOf(service: string, kind: string, attribute = 'Arn'): NonNullable<GenericType['attributes']> {
  return ({ region, account, name }) => ({ [attribute]: `arn:aws:${service}:${region}:${account}:${kind}${name}` });
}
