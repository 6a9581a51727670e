/** Texts as bytes, in the encodings that Buffer knows. */
import type { Value } from '../values';

const latin = (data: Uint8Array): string => Array.from(data, (byte) => String.fromCharCode(byte)).join('');

const NAMES = /^(?:utf-?8|hex|base64(?:url)?|latin1|binary|ascii|ucs-?2|utf-?16le)$/i;

export function isEncoding(name: string): boolean {
  return NAMES.test(name);
}

export function decode(data: Uint8Array, encoding: Value): string {
  switch (typeof encoding === 'string' ? encoding.toLowerCase() : 'utf8') {
    case 'hex':
      return Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join('');
    case 'base64':
      return btoa(latin(data));
    case 'base64url':
      return btoa(latin(data)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
    case 'latin1':
    case 'binary':
      return latin(data);
    case 'ascii':
      return latin(data.map((byte) => byte & 127));
    case 'ucs2':
    case 'ucs-2':
    case 'utf16le':
    case 'utf-16le':
      return new TextDecoder('utf-16le', { ignoreBOM: true }).decode(data.subarray(0, data.length & ~1));
    default:
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(data);
  }
}

export function encodeText(text: string, encoding: Value): Uint8Array {
  switch (typeof encoding === 'string' ? encoding.toLowerCase() : 'utf8') {
    case 'hex': {
      const pairs = /^(?:[0-9a-fA-F]{2})*/.exec(text)?.[0] ?? '';
      return Uint8Array.from(pairs.match(/../g) ?? [], (pair) => parseInt(pair, 16));
    }
    case 'base64':
    case 'base64url': {
      const plain = (/^[^=]*/.exec(text)?.[0] ?? '')
        .replace(/-/g, '+')
        .replace(/_/g, '/')
        .replace(/[^A-Za-z0-9+/]/g, '');
      return Uint8Array.from(atob(plain.slice(0, plain.length - (plain.length % 4 === 1 ? 1 : 0))), (char) =>
        char.charCodeAt(0),
      );
    }
    case 'latin1':
    case 'binary':
    case 'ascii':
      return Uint8Array.from(text.split(''), (char) => char.charCodeAt(0));
    case 'ucs2':
    case 'ucs-2':
    case 'utf16le':
    case 'utf-16le':
      return Uint8Array.from(
        text.split('').flatMap((char) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8]),
      );
    default:
      return new TextEncoder().encode(text);
  }
}
