/**
 * Looks at the clock. In TypeScript: `import type { ConditionHandler } from 'cdk-elasticache-dual-stack/condition'`.
 *
 * @type {import('cdk-elasticache-dual-stack/condition').ConditionHandler}
 */
exports.handler = async ({ parameters, deadlineAt }) => {
  const opensAt = Date.parse(parameters.notBefore);
  if (Number.isNaN(opensAt)) return { status: 'REFUSED', reason: `notBefore is ${JSON.stringify(parameters.notBefore)}: must be a time as in ISO 8601` };
  if (opensAt > Date.parse(deadlineAt)) return { status: 'REFUSED', reason: `the window opens at ${parameters.notBefore}, after the gate has given up` };
  const now = new Date();
  return now.getTime() >= opensAt
    ? { status: 'MET', attributes: { openedAt: now.toISOString() } }
    : { status: 'NOT_YET', reason: `the window opens at ${parameters.notBefore}` };
};
