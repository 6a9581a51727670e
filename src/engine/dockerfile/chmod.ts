import { DockerfileError } from './dockerfile-error';

/**
 * Checks a value of `--chmod`: octal up to 07777, or symbolic as for chmod(1) (`u=rwX,go+r`). Empty is not given.
 * Throws a DockerfileError of code `value` without range.
 */
export function checkChmod(mode: string): void {
  if (mode === '') return;
  if (/^[0-7]+$/.test(mode) ? Number.parseInt(mode, 8) > 0o7777 : /^[0-9]/.test(mode)) {
    const expected = 'it should be octal string and between 0 and 07777';
    throw new DockerfileError('value', `invalid chmod parameter: '${mode}'. ${expected}`);
  }
  if (/^[0-7]+$/.test(mode)) return;
  const isSymbolic = mode.split(',').every((clause) => /^[ugoa]*([-+=]([rwxXst]*|[ugo]))+$/.test(clause));
  if (!isSymbolic) throw new DockerfileError('value', 'invalid syntax');
}
