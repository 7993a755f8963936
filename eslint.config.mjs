import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * The import arrows of the house (docs/decisions/0001-layout-and-import-arrows.md).
 * Each room names what it may never import; everything not named is allowed.
 */
const room = (files, forbidden) => ({
  files,
  rules: {
    'no-restricted-imports': ['error', { patterns: [...forbidden, ...internals] }],
  },
});

const internals = [
  { regex: '^aws-cdk-lib/core/lib/', message: 'aws-cdk-lib internals change without notice: use the public API' },
];
const outOf = (rooms, message) => ({ regex: `(^|/)(${rooms})(/|$)`, message });
const sockets = {
  regex: '^(@redis/client|redis|ioredis|(node:)?(net|tls))$',
  message: 'only lambda/probe opens sockets to a cache',
};
const aws = { regex: '^@aws-sdk/', message: 'only lambda/gate and lambda/rotation call AWS' };

const runtimeTypes = {
  regex: '(^|/)lib/(?!gates/contract(\\.ts)?$)',
  message: 'lambda knows lib only through the types of lib/gates/contract',
};

export default tseslint.config(
  { ignores: ['build/**', 'dist/**', 'coverage/**', '**/cdk.out/**', 'node_modules/**', '.venv*/**'] },
  {
    files: ['**/*.ts'],
    extends: [eslint.configs.recommended, ...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowStaticOnly: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // constructs are made for their effect on the tree
      'no-new': 'off',
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 40, skipComments: true, skipBlankLines: true }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  { files: ['lib/replication-group/**/*.ts', 'lib/gates/**/*.ts'], rules: { 'max-lines': ['error', { max: 400 }] } },
  {
    // `describe` blocks are one function each
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: { 'max-lines-per-function': 'off', 'max-lines': ['error', { max: 400 }] },
  },
  { files: ['cli/**/*.ts', 'rehearsal/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts'], rules: { 'no-console': 'off' } },
  room(['lib/**/*.ts'], [outOf('lambda|cli|rehearsal|test|bench|examples', 'lib is synth time: it never imports the other rooms'), sockets, aws]),
  room(['lambda/topology/**/*.ts'], [
    { regex: '^(?!\\./)', message: 'lambda/topology is pure: it imports nothing but itself' },
  ]),
  room(['lambda/probe/**/*.ts'], [outOf('gate|cli|rehearsal|test|bench|examples', 'the probe knows topology and nothing else of the house'), aws, runtimeTypes]),
  room(['lambda/gate/**/*.ts'], [outOf('cli|rehearsal|test|bench|examples', 'the gate is the control side'), sockets, runtimeTypes]),
  room(['lambda/rotation/**/*.ts'], [outOf('probe|topology|cli|rehearsal|test|bench|examples', 'the rotation is on the control side and knows no node'), sockets, runtimeTypes]),
  room(['cli/**/*.ts'], [outOf('rehearsal|test|bench|examples', 'cli reuses lambda/topology and lambda/probe')]),
  room(['rehearsal/**/*.ts'], [outOf('test|bench', 'nothing of the product uses tests')]),
  room(['examples/**/*.ts'], [{ regex: '^\\.\\./\\.\\.', message: 'examples import the package by its name' }]),
);
