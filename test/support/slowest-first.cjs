'use strict';
/**
 * The order of the test files: what deploys or synthesizes whole apps takes minutes and mostly waits, so it begins at once and the
 * many short files fill the other workers meanwhile. Where Jest remembers how long a file took, that decides.
 */
const Sequencer = require('@jest/test-sequencer').default;

const SLOW = [/\/test\/e2e\//, /\/test\/examples\//, /\/test\/rehearsal\/(cluster|cloudformation)\//];

class SlowestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const rank = ({ path, duration }) => (duration === undefined ? SLOW.findIndex((each) => each.test(path)) : -2);
    const isSlow = (test) => rank(test) >= 0;
    return [...sorted.filter(isSlow).sort((a, b) => rank(a) - rank(b)), ...sorted.filter((test) => !isSlow(test))];
  }
}

module.exports = SlowestFirst;
