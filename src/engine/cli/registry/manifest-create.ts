// docker manifest create, annotate and rm. Source: docker/cli cli/command/manifest (create_list.go, annotate.go, rm.go).
import { formatReference, type Reference } from '../../oci';
import { CommandError, implement, print } from '../context';
import { manifestAnnotate, manifestCreate, manifestRm } from '../declarations/plugin';
import { findKept, forget, keep, keptList, keptOrAsked, noSuchManifest } from '../manifest-store';
import { manifestReference } from '../registry-manifests';

export const create = implement(manifestCreate, function* (context) {
  const { flags, operands } = context;
  const [name = '', ...members] = operands;
  const list = named(name, 'error parsing name for manifest list');
  if (keptList(context, list) !== undefined && !flags.amend) {
    throw new CommandError('refusing to amend an existing manifest list with no --amend flag');
  }
  const asker = { ...context, isInsecure: flags.insecure };
  for (const member of members) {
    const reference = manifestReference(member);
    keep(context, list, reference, yield* keptOrAsked(asker, list, reference));
  }
  yield* print(context, `Created manifest list ${formatReference(list)}`);
  return 0;
});

export const annotate = implement(manifestAnnotate, function* (context) {
  const { flags, operands } = context;
  const [listName = '', imageName = ''] = operands;
  const list = named(listName, 'annotate: error parsing name for manifest list');
  const reference = named(imageName, 'annotate: error parsing name for manifest');
  const kept = findKept(context, list, reference);
  if (kept === undefined) {
    throw new CommandError(`manifest for image ${imageName} does not exist in ${listName}`);
  }
  const before = kept.Descriptor.platform ?? { architecture: '', os: '' };
  const version = flags['os-version'] || before['os.version'];
  const features = [...new Set([...(before['os.features'] ?? []), ...flags['os-features']])];
  const variant = flags.variant || before.variant;
  const platform = {
    architecture: flags.arch || before.architecture,
    os: flags.os || before.os,
    ...(version === undefined ? {} : { 'os.version': version }),
    ...(features.length === 0 ? {} : { 'os.features': features }),
    ...(variant === undefined ? {} : { variant }),
  };
  if (!osArchitectures.has(`${platform.os}/${platform.architecture}`)) {
    throw new CommandError(
      `manifest entry for image has unsupported os/arch combination: ${flags.os}/${flags.arch}`,
    );
  }
  keep(context, list, reference, { ...kept, Descriptor: { ...kept.Descriptor, platform } });
  return 0;
});

export const rm = implement(manifestRm, function* (context) {
  const problems: string[] = [];
  for (const name of context.operands) {
    try {
      const list = manifestReference(name);
      if (keptList(context, list) === undefined) throw noSuchManifest(list);
      forget(context, list);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      problems.push(error.message);
    }
  }
  if (problems.length > 0) throw new CommandError(problems.join('\n'));
  return 0;
});

function named(text: string, what: string): Reference {
  try {
    return manifestReference(text);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new CommandError(`${what} ${text}: ${error.message}`);
  }
}

/** What Go runs on, as the client knows of it. Source: docker/cli cli/command/manifest/util.go. */
const osArchitectures: ReadonlySet<string> = new Set(
  Object.entries({
    darwin: '386 amd64 arm arm64',
    dragonfly: 'amd64',
    freebsd: '386 amd64 arm',
    linux: '386 amd64 arm arm64 loong64 mips64 mips64le ppc64le riscv64 s390x',
    netbsd: '386 amd64 arm',
    openbsd: '386 amd64 arm',
    plan9: '386 amd64',
    solaris: 'amd64',
    windows: '386 amd64 arm arm64',
  }).flatMap(([os, architectures]) => architectures.split(' ').map((one) => `${os}/${one}`)),
);
