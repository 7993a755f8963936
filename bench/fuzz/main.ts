import { Command } from 'commander';
import { fuzz } from './fuzz';

new Command('npm run fuzz --')
  .description('Feeds the probe replies with changed bytes and checks that it neither opens wrongly, nor crashes, nor grows')
  .option('--replies <number>', 'changed replies in all', Number, 1_000_000)
  .option('--seed <number>', 'the same seed makes the same replies', Number, 1)
  .action(({ replies, seed }: { replies: number; seed: number }) => {
    const startedAt = performance.now();
    const found = fuzz({
      replies,
      seed,
      onProgress: ({ mutatedReplies, sweeps, opens, peakRssMib }) => {
        process.stderr.write(`${mutatedReplies} replies in ${sweeps} sweeps, ${opens} opened rightly, ${peakRssMib} MiB\n`);
      },
    });
    console.log(JSON.stringify({ ...found, seconds: Math.round((performance.now() - startedAt) / 1000) }, null, 2));
    if (found.falseOpens > 0 || found.crashes > 0) process.exitCode = 1;
  })
  .parse();
