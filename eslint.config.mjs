import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  // normalize.mjs is the judges' own file, kept as it is.
  { ignores: ['dist/', '.astro/', 'node_modules/', 'tests/conformance/normalize.mjs'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // A terminal's bytes are full of control characters; naming them is the point.
      'no-control-regex': 'off',
      'no-console': 'error',
      'no-undef': 'off',
      'require-yield': 'off',
    },
  },
  {
    files: ['scripts/**', 'src/bench/{page,run,size}.ts', 'src/edge/run.ts', 'tests/**/run.ts'],
    rules: { 'no-console': 'off' },
  },
);
