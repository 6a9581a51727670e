import { describe } from 'vitest';
import { table } from './table';

describe('a program of GNU says its version as the package database has it', () => {
  table({ image: 'debian' }, [
    ['ls --version', 'ls (GNU coreutils) 9.7\n'],
    ['tar --version', 'tar (GNU tar) 1.35\n'],
    ['find --version', 'find (GNU findutils) 4.10.0\n'],
    ['mount --version', 'mount from util-linux 2.41.5\n'],
    ['gzip --version', 'gzip 1.13\n'],
    ['/usr/bin/echo --version', 'echo (GNU coreutils) 9.7\n'],
    ['echo --version', '--version\n'],
    ['test --version && echo yes', 'yes\n'],
    ['uname -v', '#1 SMP PREEMPT_DYNAMIC Debian 6.12.57-1 (2025-11-05)\n'],
  ]);
});
