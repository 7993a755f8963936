import { createRequire } from 'node:module';
import { type Template } from 'aws-cdk-lib/assertions';

/** The parts of `@aws/cloudformation-validate` that are used here. */
interface Validator {
  readonly CompositeEngine: new (options: object) => {
    validateTemplate(content: object, options: { severityLevel: string }): { readonly diagnostics: readonly Diagnostic[] };
    free(): void;
  };
  readonly TemplateContent: new (content: string, fileName: string) => object;
}

interface Diagnostic {
  readonly severity: string;
  readonly ruleId: string;
  readonly message: string;
}

const VALIDATOR = '@aws/cloudformation-validate';

/**
 * What CloudFormation's own template validator says, rule id first. Newer versions of aws-cdk-lib bring it along; beside older
 * ones it has to be installed. Without it there is nothing to say.
 */
export function templateFindings(template: Template): readonly string[] {
  const validator = findValidator();
  if (validator === undefined) {
    return [];
  }
  const engine = new validator.CompositeEngine({});
  try {
    const content = new validator.TemplateContent(JSON.stringify(template.toJSON()), 'template.json');
    const { diagnostics } = engine.validateTemplate(content, { severityLevel: 'WARN' });
    return diagnostics.map(({ severity, ruleId, message }) => `${ruleId} ${severity}: ${message}`);
  } finally {
    engine.free();
  }
}

export function findValidator(): Validator | undefined {
  const places = [createRequire(require.resolve('aws-cdk-lib/package.json')), createRequire(__filename)];
  for (const requireThere of places) {
    try {
      return requireThere(VALIDATOR) as Validator;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') {
        throw error;
      }
    }
  }
  return undefined;
}
