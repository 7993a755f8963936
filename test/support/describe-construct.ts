import * as path from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { type AcknowledgedFinding, ACKNOWLEDGED_FINDINGS } from './acknowledged-findings';
import { type Finding } from './finding';
import { templateFindings } from './template-findings';

/** A fresh app for every test. */
export interface ConstructFixture {
  readonly app: App;
  /** A stack of the app, without account and region. */
  readonly stack: Stack;
  /**
   * Synthesizes the app.
   *
   * @param acknowledged findings that this test accepts in addition to those that every test accepts
   * @returns the template of the stack, if no checker finds anything in the app that is not acknowledged
   */
  template(...acknowledged: AcknowledgedFinding[]): Template;
}

/**
 * `describe` for constructs: every template that a test looks at is checked by cdk-nag (AwsSolutions) and by CloudFormation's
 * template validator, so that every assertion test is a security test too.
 */
export function describeConstruct(subject: string, tests: (fixture: ConstructFixture) => void): void {
  describe(subject, () => {
    let app: App;
    let stack: Stack;
    beforeEach(() => {
      // versions of aws-cdk-lib that validate templates themselves do it in earnest
      app = new App({ context: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
      stack = new Stack(app, 'Stack');
    });
    tests({
      get app() {
        return app;
      },
      get stack() {
        return stack;
      },
      template: (...acknowledged) => checkedTemplate(app, stack, [...ACKNOWLEDGED_FINDINGS, ...acknowledged]),
    });
  });
}

function checkedTemplate(app: App, stack: Stack, acknowledged: readonly AcknowledgedFinding[]): Template {
  const template = Template.fromStack(stack);
  const templateFile = path.join(app.synth().directory, stack.templateFile);
  const findings = [...securityFindings(app), ...templateFindings(templateFile)];
  expect(findings.filter((finding) => !acknowledged.some((each) => accepts(each, finding)))).toEqual([]);
  return template;
}

function accepts(acknowledged: AcknowledgedFinding, finding: Finding): boolean {
  return acknowledged.id.test(finding.id) && (acknowledged.path?.test(finding.path) ?? true);
}

function securityFindings(app: App): readonly Finding[] {
  // called directly: registered as a plugin it would print its report and set the exit code of the test run
  const { violations } = new AwsSolutionsChecks(app).validateScope(app);
  return violations.flatMap(({ ruleName, description, violatingResources }) =>
    violatingResources.map(({ constructPath }) => ({ id: ruleName, message: description, path: constructPath ?? '' })),
  );
}
