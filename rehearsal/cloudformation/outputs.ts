import { type Environment } from './environment';
import { evaluate } from './intrinsics';
import { type Stack, type StackOutput, type StackTemplate } from './stack';
import { StackScope } from './stack-scope';
import { type OutputDefinition } from './template';
import { isList, textOf } from './values';

function outputOf(key: string, definition: OutputDefinition, scope: StackScope): StackOutput {
  const value = evaluate(definition.Value, scope);
  if (isList(value)) throw new TypeError(`Template format error: The Value field of Output ${key} must evaluate to a string`);
  return {
    key,
    value: textOf(value, `the value of output ${key}`),
    ...(definition.Description === undefined ? {} : { description: definition.Description }),
    ...(definition.Export ? { exportName: textOf(evaluate(definition.Export.Name, scope), `the export of output ${key}`) } : {}),
  };
}

/** The outputs of a stack that has reached `target`. */
export function evaluateOutputs(stack: Stack, target: StackTemplate, environment: Environment): readonly StackOutput[] {
  const scope = new StackScope(stack, target, environment);
  const active = Object.entries(target.template.Outputs).filter(([, { Condition }]) => Condition === undefined || scope.condition(Condition));
  const outputs = active.map(([key, definition]) => outputOf(key, definition, scope));
  environment.exports.checkReplacement(stack, outputs);
  return outputs;
}
