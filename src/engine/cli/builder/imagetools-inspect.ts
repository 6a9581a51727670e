// docker buildx imagetools inspect. Source: buildx, util/imagetools (inspect.go, printers.go, loader.go).
import { DaemonError, findPublished } from '../../daemon';
import type { Task } from '../../kernel';
import {
  attestationLayers,
  formatReference,
  goJson,
  isIndexType,
  parseFamiliar,
  parseIndex,
  withDefaultTag,
  type Descriptor,
  type Image,
  type Reference,
} from '../../oci';
import { checkBuilderIsThere } from '../build-options/builder-name';
import { refusal } from '../build-options/build-error';
import { type CommandContext, type Edges, implement, simplified } from '../context';
import { credentialsFor } from '../credentials';
import { buildxImagetoolsInspect as declaration } from '../declarations/buildx';
import { imagetoolsObject } from '../inspect-types/imagetools';
import { readingReference } from '../reference-errors';
import {
  compileTemplate,
  evaluateTemplate,
  type FunctionTable,
  goFunctions,
  TemplateError,
  toJson,
} from '../template';

type Context = CommandContext<typeof declaration>;

const edges: Edges<typeof declaration> = {
  simplified: 'Published images are here for linux/amd64 only.',
  flags: { debug: simplified('There are no debugging messages.') },
};

export const imagetoolsInspect = implement(declaration, edges, function* (context) {
  const { flags, changed, operands, stdout } = context;
  checkBuilderIsThere(context, flags.builder);
  const format = changed.has('format') ? flags.format : '';
  if (format !== '' && flags.raw) throw refusal('format and raw cannot be used together');
  const [name = ''] = operands;
  const reference = readingReference(() => withDefaultTag(parseFamiliar(name)), refusal);
  const image = yield* asked(context, reference);
  const document = image.documents.get(image.target.digest);
  if (document === undefined) throw refusal(`${name} is not whole in this simulated registry`);
  if (flags.raw) yield* stdout.write(new TextDecoder().decode(document));
  else yield* stdout.write(shown(format, name, reference, image));
  return 0;
});

/** Asks the registry as buildx does, which has the client's logins itself. */
function* asked(context: Context, reference: Reference): Task<Image> {
  const { credentials } = credentialsFor(context, reference.domain);
  try {
    return yield* findPublished(context.daemon, reference, credentials);
  } catch (error) {
    if (!(error instanceof DaemonError)) throw error;
    throw refusal(error.message.replace(/^failed to resolve reference "[^"]*": /, ''));
  }
}

/** A template that begins with the manifest, or with a part of it, prints the whole summary: so does the real one. */
function shown(format: string, name: string, reference: Reference, image: Image): string {
  if (format === '') return summary(reference, image);
  try {
    const template = compileTemplate(format);
    if (/^\{\{-?\s*\.Manifest/.test(format)) return summary(reference, image);
    return evaluateTemplate(template, imagetoolsObject(name, image, provenanceOf(image)), {
      functions,
    });
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw refusal(error.message);
  }
}

const functions: FunctionTable = {
  ...goFunctions,
  json: {
    parameters: ['any'],
    call: (value) => goJson(JSON.parse(toJson(value)), '  '),
  },
};

function summary(reference: Reference, { target, documents }: Image): string {
  const head = aligned([
    ['Name:', formatReference(reference)],
    ['MediaType:', target.mediaType],
    ['Digest:', target.digest],
  ]);
  const index = documents.get(target.digest);
  if (index === undefined || !isIndexType(target.mediaType)) return head;
  return `${head}${aligned([
    ['', ''],
    ['Manifests:', ''],
  ])}${manifestList(reference, parseIndex(index).manifests)}`;
}

/** One block of columns, until annotations break it. */
function manifestList(reference: Reference, manifests: readonly Descriptor[]): string {
  let rows: (readonly [string, string])[] = [];
  let done = '';
  const { digest: _digest, ...named } = reference;
  for (const [place, { digest, mediaType, platform, annotations = {} }] of manifests.entries()) {
    if (place > 0) rows.push(['', '']);
    rows.push(['  Name:', formatReference({ ...named, digest })], ['  MediaType:', mediaType]);
    if (platform === undefined) continue;
    const { os, architecture, variant } = platform;
    rows.push(['  Platform:', [os, architecture, ...(variant === undefined ? [] : [variant])].join('/')]);
    const entries = Object.entries(annotations).sort();
    if (entries.length === 0) continue;
    rows.push(['  Annotations:', '']);
    done += aligned(rows) + aligned(entries.map(([key, value]) => [`    ${key}:`, value]));
    rows = [];
  }
  return done + aligned(rows);
}

/** Go's tabwriter with a blank between its two columns. */
function aligned(rows: readonly (readonly [string, string])[]): string {
  const width = 1 + Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, value]) => `${label.padEnd(width)}${value}\n`).join('');
}

function provenanceOf(image: Image): unknown {
  const { documents } = image;
  const found = attestationLayers(image).find(({ annotations = {} }) =>
    annotations['in-toto.io/predicate-type']?.startsWith('https://slsa.dev/provenance/'),
  );
  const bytes = found && documents.get(found.digest);
  if (bytes === undefined) return undefined;
  const statement: { readonly predicate?: unknown } = JSON.parse(new TextDecoder().decode(bytes));
  return statement.predicate;
}
