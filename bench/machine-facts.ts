import { cpus, totalmem } from 'node:os';

/** What a reader needs to know about the machine before comparing numbers. */
export interface MachineFacts {
  readonly cores: number;
  readonly processor: string;
  readonly memoryGiB: number;
  readonly platform: string;
  readonly nodeVersion: string;
}

/** The machine that this process runs on. */
export function readMachineFacts(): MachineFacts {
  const processors = cpus();
  return {
    cores: processors.length,
    processor: processors[0]?.model.trim() ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 1024 ** 3),
    platform: `${process.platform} ${process.arch}`,
    nodeVersion: process.version,
  };
}
