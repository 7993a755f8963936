import { type Stack, type StackOutput } from './stack';
import { ValidationError } from './template';

/** The exports of all stacks of the region. */
export class ExportRegistry {
  public constructor(private readonly stacks: () => Iterable<Stack>) {}

  /** What `Fn::ImportValue` gives. */
  public read(name: string): string {
    const output = this.live().flatMap(({ outputs }) => outputs).find(({ exportName }) => exportName === name);
    if (!output) throw new ValidationError(`No export named ${name} found.`);
    return output.value;
  }

  /** Reads an export and remembers who imports it. */
  public importInto(stack: Stack, name: string): string {
    const value = this.read(name);
    stack.imports.add(name);
    return value;
  }

  /** Refuses outputs that export a name twice or take away what another stack imports. */
  public checkReplacement(stack: Stack, next: readonly StackOutput[]): void {
    for (const { exportName } of next) {
      const owner = this.live().find((other) => other !== stack && other.outputs.some((output) => output.exportName === exportName));
      if (exportName !== undefined && owner) {
        throw new ValidationError(`Export with name ${exportName} is already exported by stack ${owner.name}. Rule: Exports must be unique within an account and region`);
      }
    }
    for (const { exportName, value } of stack.outputs) {
      if (exportName === undefined || next.some((output) => output.exportName === exportName && output.value === value)) continue;
      const verb = next.some((output) => output.exportName === exportName) ? 'update' : 'delete';
      this.refuseWhenImported(stack, exportName, verb);
    }
  }

  private refuseWhenImported(stack: Stack, exportName: string, verb: string): void {
    const importers = this.live().filter((other) => other !== stack && other.imports.has(exportName));
    if (importers.length > 0) throw new ValidationError(`Cannot ${verb} export ${exportName} as it is in use by ${importers.map(({ name }) => name).join(' and ')}.`);
  }

  private live(): readonly Stack[] {
    return [...this.stacks()].filter((stack) => !stack.isDeleted);
  }
}
