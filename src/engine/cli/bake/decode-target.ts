// A target's attributes as what they have to be. Source: buildx, bake/hclparser/gohcl/decode.go.
import { entriesOf, type EntryKind } from './entries';
import { HclError } from './hcl/source-range';
import type { Body } from './hcl/syntax';
import { ConversionError, toBool, toText, toTextMap, toTexts, type Value } from './hcl/values';
import type { Target } from './target';

type Decoder = 'text' | 'bool' | 'texts' | 'map' | EntryKind;

const decoders: Readonly<Record<string, Decoder>> = {
  description: 'text',
  inherits: 'texts',
  annotations: 'texts',
  attest: 'attest',
  context: 'text',
  contexts: 'map',
  dockerfile: 'text',
  'dockerfile-inline': 'text',
  args: 'map',
  labels: 'map',
  tags: 'texts',
  'cache-from': 'cache',
  'cache-to': 'cache',
  target: 'text',
  secret: 'secret',
  ssh: 'ssh',
  platforms: 'texts',
  output: 'output',
  pull: 'bool',
  'no-cache': 'bool',
  network: 'text',
  'no-cache-filter': 'texts',
  'shm-size': 'text',
  ulimits: 'texts',
  call: 'text',
  entitlements: 'texts',
  'extra-hosts': 'map',
};

/** The names of all attributes that a target can have. */
export const targetAttributes: readonly string[] = Object.keys(decoders);

/** What a body says of a target; what it has beside that is passed over. Throws what hcl finds wrong. */
export function decodeTarget(name: string, body: Body, valueOf: (attribute: string) => Value): Target {
  const entries = targetAttributes.flatMap((attribute): readonly (readonly [string, unknown])[] => {
    if (!body.attributes.has(attribute)) return [];
    return [[attribute, decodeAttribute(body, attribute, decoders[attribute] ?? 'text', valueOf)]];
  });
  return { ...Object.fromEntries(entries), name };
}

/** One attribute, decoded; throws what hcl finds wrong. */
export function decodeAttribute(
  body: Body,
  attribute: string,
  decoder: Decoder,
  valueOf: (attribute: string) => Value,
): unknown {
  const expression = body.attributes.get(attribute)?.value;
  try {
    return decoded(decoder, valueOf(attribute)) ?? undefined;
  } catch (error) {
    if (!(error instanceof ConversionError) || expression === undefined) throw error;
    throw new HclError('Unsuitable value type', `Unsuitable value: ${error.message}`, expression.startRange);
  }
}

function decoded(decoder: Decoder, value: Value): unknown {
  switch (decoder) {
    case 'text':
      return toText(value);
    case 'bool':
      return toBool(value);
    case 'texts':
      return toTexts(value)?.map((text) => text ?? '');
    case 'map': {
      const map = toTextMap(value);
      return map === null ? null : new Map([...map].filter(([, text]) => text !== null));
    }
    default:
      return entriesOf(decoder, value);
  }
}
