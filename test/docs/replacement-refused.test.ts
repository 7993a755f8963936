import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentedRefusal, documentedServerlessRefusal, shapeOfRefusal } from './documented-refusal';

const ROOT = join(__dirname, '..', '..');

// that it is what the handler says is a test of the guard, that a real deployment says the same one of the rehearsal
describe('the text of a refused replacement', () => {
  it.each(['README.md', 'docs/chapters/replacement-guard.md'])('stands in %s as it is', (file) => {
    expect(readFileSync(join(ROOT, file), 'utf8')).toContain(`\n\`\`\`text\n${documentedRefusal()}\n\`\`\`\n`);
  });

  it('of a serverless cache stands in its chapter as it is', () => {
    const chapter = readFileSync(join(ROOT, 'docs/chapters/serverless-cache.md'), 'utf8');

    expect(chapter).toContain(`\n\`\`\`text\n${documentedServerlessRefusal()}\n\`\`\`\n`);
  });

  it('has the same shape for another group, and another shape when it says something else', () => {
    const other = documentedRefusal().replaceAll('cac1x2y3z', 'orders').replace('3 shards', '1 shard').replace('512 MB + 498 MB + 505 MB', '4 MB');

    expect(shapeOfRefusal(other)).toBe(shapeOfRefusal(documentedRefusal()));
    expect(shapeOfRefusal(other.replace('To keep the data', 'To lose it'))).not.toBe(shapeOfRefusal(documentedRefusal()));
  });
});
