// docker manifest inspect. Source: docker/cli cli/command/manifest/inspect.go.
import type { PublishedManifest } from '../../daemon';
import { formatReference, type Reference } from '../../oci';
import { CommandError, type CommandContext, implement, print } from '../context';
import { manifestInspect as declaration } from '../declarations/plugin';
import { findKept, keptList, noSuchManifest } from '../manifest-store';
import {
  askForManifests,
  type KeptManifest,
  keptManifest,
  manifestJson,
  manifestList,
  manifestReference,
} from '../registry-manifests';

type Context = CommandContext<typeof declaration>;

export const manifestInspect = implement(declaration, function* (context) {
  const [first = '', second] = context.operands;
  const list = second === undefined ? undefined : manifestReference(first);
  const reference = manifestReference(second ?? first);
  const text = list === undefined ? keptListText(context, reference) : oneKept(context, list, reference);
  yield* print(context, text ?? (yield* published(context, reference)));
  return 0;
});

/** One manifest of a list of one's own. */
function oneKept(context: Context, list: Reference, reference: Reference): string {
  const kept = findKept(context, list, reference);
  if (kept === undefined) throw noSuchManifest(reference);
  return tabbed(context.flags.verbose ? kept : (kept.OCIManifest ?? kept.SchemaV2Manifest));
}

/** A list of one's own by this name; undefined where there is none. */
function keptListText(context: Context, reference: Reference): string | undefined {
  const kept = keptList(context, reference);
  if (kept === undefined) return undefined;
  return context.flags.verbose ? tabbed(kept) : listText(kept);
}

function* published(context: Context, reference: Reference) {
  const { flags } = context;
  const asker = { ...context, isInsecure: flags.insecure };
  const { isIndex, isWhole, manifests } = yield* askForManifests(asker, reference);
  const [only] = manifests;
  const name = formatReference(reference);
  if (!isWhole || only === undefined) {
    throw new CommandError(
      `docker manifest inspect: not all manifests of ${name} are in this simulated registry`,
    );
  }
  const kept = manifests.map((manifest: PublishedManifest) =>
    keptManifest(isIndex ? `${name}@${manifest.digest}` : name, manifest),
  );
  if (flags.verbose) return tabbed(isIndex ? kept : kept[0]);
  return isIndex ? listText(kept) : tabbed(manifestJson(only));
}

function listText(kept: readonly KeptManifest[]): string {
  return manifestList(kept.map(({ Descriptor }) => Descriptor)).text;
}

function tabbed(value: unknown): string {
  return JSON.stringify(value, undefined, '\t');
}
