import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { createSyncFn } from 'synckit';
import { type Finding } from './finding';
import { VALIDATOR_PORT } from './global-setup';

type Ask = (port: string, template: string) => readonly Finding[];

/** What CloudFormation's own template validator says about a template file. */
export function templateFindings(templateFile: string): readonly Finding[] {
  const port = process.env[VALIDATOR_PORT];
  if (port === undefined) {
    throw new Error('the template validator does not run: start the tests with jest, whose global set-up starts it');
  }
  const ask: Ask = createSyncFn(path.join(__dirname, 'template-validator', 'ask.worker.js'));
  return ask(port, readFileSync(templateFile, 'utf8'));
}
