// --attest, --provenance and --sbom. Source: buildx, util/buildflags/attests.go.
import { parseBool, quote, ValueError } from '../../units';
import { splitCsv } from '../csv';
import { cut } from '../run-options/cut';
import { refusal } from './build-error';

export interface AttestationFlags {
  readonly attest: readonly string[];
  readonly provenance: string;
}

/** What is asked for of each type of attestation: whether it is to be made. The first word for a type counts. */
export function readAttestations({ attest, provenance }: AttestationFlags): ReadonlyMap<string, boolean> {
  const asked = new Map<string, boolean>();
  for (const word of [...attest, ...(provenance === '' ? [] : [longForm('provenance', provenance)])]) {
    const { type, isWanted } = readAttestation(word);
    if (!asked.has(type)) asked.set(type, isWanted);
  }
  return asked;
}

/** `--provenance=false` is `--attest=type=provenance,disabled=true`, `--provenance=mode=max` adds an attribute. */
function longForm(type: string, value: string): string {
  const isWanted = boolOf(value);
  return `type=${type},${isWanted === undefined ? value : `disabled=${isWanted ? 'false' : 'true'}`}`;
}

function readAttestation(word: string): { readonly type: string; readonly isWanted: boolean } {
  let type = '';
  let isWanted = true;
  for (const field of splitCsv(word)) {
    const [name, value, hasValue] = cut(field, '=');
    if (!hasValue) throw refusal(`invalid value ${field}`);
    const key = name.toLowerCase().trim();
    if (key === 'type') type = value;
    if (key === 'disabled') {
      const isDisabled = boolOf(value);
      if (isDisabled === undefined) {
        throw refusal(`invalid value ${field}: strconv.ParseBool: parsing ${quote(value)}: invalid syntax`);
      }
      isWanted = !isDisabled;
    }
  }
  if (type === '') throw refusal('attestation type not specified');
  return { type, isWanted };
}

function boolOf(text: string): boolean | undefined {
  try {
    return parseBool(text);
  } catch (error) {
    if (error instanceof ValueError) return undefined;
    throw error;
  }
}
