import { createRequire } from 'node:module';
import { type Finding } from './finding';

/** The parts of the npm package `@aws/cloudformation-validate` that are used here. */
interface Validator {
  readonly CelEngine: new () => Engine;
  readonly TemplateFile: new (path: string) => object;
}

interface Engine {
  validateStandard(template: object, options: { severityLevel: string }): { readonly diagnostics: readonly Diagnostic[] };
}

interface Diagnostic {
  readonly ruleId: string;
  readonly message: string;
  readonly propertyPath?: string;
}

/** The package is optional: newer versions of aws-cdk-lib bring a validator of their own, which runs at every synth. */
const VALIDATOR = '@aws/cloudformation-validate';
/** Holds all schemas and rules, which takes seconds: made once, and only if somebody asks. */
let engine: Engine | undefined;

/** What CloudFormation's own template validator says about a template file; nothing if it is not installed. */
export function templateFindings(templateFile: string): readonly Finding[] {
  const validator = findValidator();
  if (validator === undefined) {
    return [];
  }
  engine ??= new validator.CelEngine();
  const { diagnostics } = engine.validateStandard(new validator.TemplateFile(templateFile), { severityLevel: 'WARN' });
  return diagnostics.map(({ ruleId, message, propertyPath }) => ({ id: ruleId, message, path: propertyPath ?? '' }));
}

function findValidator(): Validator | undefined {
  try {
    return createRequire(__filename)(VALIDATOR) as Validator;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') {
      return undefined;
    }
    throw error;
  }
}
