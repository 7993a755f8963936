'use strict';
/**
 * CloudFormation's own template validator, in a thread: its rules and schemas take seconds to load, and nothing else has to wait
 * for that. Plain JavaScript, because a thread does not inherit what runs TypeScript.
 *
 * The validator comes with the newest aws-cdk-lib; the version that the library is compiled against has none yet.
 */
const { createRequire } = require('node:module');
const { parentPort } = require('node:worker_threads');

const { CompositeEngine, TemplateContent } = createRequire(require.resolve('aws-cdk-lib-newest/package.json'))('@aws/cloudformation-validate');
const engine = new CompositeEngine({});

parentPort.on('message', ({ id, template }) => {
  try {
    // the CDK CLI writes the template of an import in YAML
    const file = template.trimStart().startsWith('{') ? 'template.json' : 'template.yaml';
    const { diagnostics } = engine.validateTemplate(new TemplateContent(template, file), { severityLevel: 'ERROR' });
    parentPort.postMessage({ id, findings: diagnostics.map(({ ruleId, message, propertyPath }) => `${ruleId} ${propertyPath ?? ''}: ${message}`) });
  } catch (error) {
    parentPort.postMessage({ id, error: String(error) });
  }
});
