'use strict';
/**
 * CloudFormation's template validator in a process of its own: its rules and schemas take seconds to load, once for a whole
 * test run instead of once for every test file.
 *
 * The validator comes with the newest aws-cdk-lib; the version that the library is compiled against has none yet.
 */
const http = require('node:http');
const { createRequire } = require('node:module');

let engine;

function findingsOf(template) {
  const { CompositeEngine, TemplateContent } = createRequire(require.resolve('aws-cdk-lib-newest/package.json'))(
    '@aws/cloudformation-validate',
  );
  engine ??= new CompositeEngine({});
  const { diagnostics } = engine.validateTemplate(new TemplateContent(template, 'template.json'), { severityLevel: 'WARN' });
  return diagnostics.map(({ ruleId, message, propertyPath }) => ({ id: ruleId, message, path: propertyPath ?? '' }));
}

const server = http.createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    try {
      response.end(JSON.stringify(findingsOf(Buffer.concat(chunks).toString())));
    } catch (error) {
      response.statusCode = 500;
      response.end(String(error));
    }
  });
});
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
// the test run is gone: nobody would end this process
process.on('disconnect', () => process.exit(0));
