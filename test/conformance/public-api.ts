import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The parts of a jsii assembly that the judges of the API look at. */
export interface Documented {
  readonly docs?: { readonly summary?: string; readonly default?: string; readonly custom?: Readonly<Record<string, string>> };
}

export interface ApiParameter extends Documented {
  readonly name: string;
  readonly optional?: boolean;
  readonly type: unknown;
}

export interface ApiProperty extends Documented {
  readonly name: string;
  readonly optional?: boolean;
  readonly immutable?: boolean;
  readonly overrides?: string;
  readonly type: unknown;
}

export interface ApiMethod extends Documented {
  /** Absent for the constructor. */
  readonly name?: string;
  readonly overrides?: string;
  readonly parameters?: readonly ApiParameter[];
  readonly returns?: { readonly type: unknown };
}

export interface ApiType extends Documented {
  readonly fqn: string;
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum';
  /** What a class extends, by its name in jsii. */
  readonly base?: string;
  /** An interface of values, without behaviour. */
  readonly datatype?: boolean;
  readonly properties?: readonly ApiProperty[];
  readonly methods?: readonly ApiMethod[];
  readonly initializer?: ApiMethod;
  readonly members?: readonly ({ readonly name: string } & Documented)[];
}

/** Everything that users of the package see, as jsii wrote it down at the last build. */
export function publicTypes(): readonly ApiType[] {
  const assembly = JSON.parse(readFileSync(path.resolve(__dirname, '..', '..', '.jsii'), 'utf8')) as { readonly types: Readonly<Record<string, ApiType>> };
  return Object.values(assembly.types);
}
