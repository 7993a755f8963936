import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AddressFamily } from '../../lambda/topology/address-family';
import { makeDirectory, removeDirectory } from '../processes/ownership';

/** The records of a name: A, AAAA or both. */
export type Addresses = Partial<Readonly<Record<AddressFamily, string>>>;

/**
 * What the resolver of the VPC knows. It is a file: the process of a function reads it whenever a name is looked up
 * (`bootstrap.cjs`), and knows no other names.
 */
export class NameServer {
   /** JSON: names in lower case, each with its address of each family. */
  public readonly file: string;
  private readonly directory = makeDirectory('names-');
  private readonly names = new Map<string, Addresses>();

  public constructor() {
    this.file = join(this.directory, 'names.json');
    this.write();
  }

  public set(name: string, addresses: Addresses): void {
    this.names.set(name.toLowerCase(), addresses);
    this.write();
  }

  public delete(name: string): void {
    if (this.names.delete(name.toLowerCase())) this.write();
  }

  /** Removes the file. Safe to call twice. */
  public close(): void {
    removeDirectory(this.directory);
  }

  /** In one step: nobody may read half a file. */
  private write(): void {
    const next = `${this.file}.next`;
    writeFileSync(next, JSON.stringify(Object.fromEntries(this.names)));
    renameSync(next, this.file);
  }
}
