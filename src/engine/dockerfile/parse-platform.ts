import { quote } from '../units';
import { DockerfileError } from './dockerfile-error';
import { hostPlatform, type Platform } from './platform';

const component = '^[A-Za-z0-9_.-]+$';
const osComponent = '^([A-Za-z0-9_-]+)(?:\\(([A-Za-z0-9_.-]*)\\))?$';

const knownSystems = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos'.split(
    ' ',
  ),
);

const knownArchitectures = new Set(
  (
    '386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc ppc64 ' +
    'ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm'
  ).split(' '),
);

/**
 * Reads `os[(version)][/architecture[/variant]]`; a lone system or architecture is filled up from the host.
 * Throws a DockerfileError of code `platform` without range. Source: containerd platforms.Parse.
 */
export function parsePlatform(specifier: string): Platform {
  const [first = '', ...others] = specifier.split('/');
  const parsedOs = new RegExp(osComponent).exec(first);
  if (specifier.includes('*')) throw invalid(`${quote(specifier)}: wildcards not yet supported`);
  if (parsedOs === null) {
    const rule = `OSAndVersion specifier component must match ${quote(osComponent)}`;
    throw invalid(`${quote(first)} is an invalid OS component of ${quote(specifier)}: ${rule}`);
  }
  const [, osText = '', osVersion = ''] = parsedOs;
  const os = osText.toLowerCase() === 'macos' ? 'darwin' : osText.toLowerCase();
  for (const part of others.slice(0, 3)) {
    if (new RegExp(component).test(part)) continue;
    const rule = `platform specifier component must match ${quote(component)}`;
    throw invalid(`${quote(part)} is an invalid component of ${quote(specifier)}: ${rule}`);
  }
  const [architecture, variant] = others;
  if (others.length > 2) throw invalid(`${quote(specifier)}: cannot parse platform specifier`);
  if (architecture !== undefined) return { os, osVersion, ...normalizeArchitecture(architecture, variant) };
  if (knownSystems.has(os)) return { ...hostPlatform, os, osVersion };
  const normalized = normalizeArchitecture(first, undefined);
  if (knownArchitectures.has(normalized.architecture)) return { ...hostPlatform, ...normalized };
  throw invalid(`${quote(specifier)}: unknown operating system or architecture`);
}

function invalid(message: string): DockerfileError {
  return new DockerfileError('platform', `${message}: invalid argument`);
}

function normalizeArchitecture(written: string, writtenVariant: string | undefined) {
  const architecture = written.toLowerCase();
  const variant = (writtenVariant ?? '').toLowerCase();
  switch (architecture) {
    case 'i386':
      return { architecture: '386', variant: '' };
    case 'x86_64':
    case 'x86-64':
    case 'amd64':
      return { architecture: 'amd64', variant: variant === 'v1' ? '' : variant };
    case 'aarch64':
    case 'arm64': {
      // A platform that is written in full keeps the variant that arm64 has anyway.
      const plain = variant === '8' || variant === 'v8' ? 'v8' : variant;
      return { architecture: 'arm64', variant: writtenVariant === undefined ? '' : plain };
    }
    case 'armhf':
      return { architecture: 'arm', variant: '' };
    case 'armel':
      return { architecture: 'arm', variant: 'v6' };
    case 'arm': {
      if (writtenVariant === undefined) return { architecture, variant: '' };
      const numbered = /^[5678]$/.test(variant) ? `v${variant}` : variant;
      return { architecture, variant: numbered };
    }
    default:
      return { architecture, variant };
  }
}
