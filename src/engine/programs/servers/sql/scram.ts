// Passwords as the catalogue keeps them: SCRAM-SHA-256 (RFC 5803, scram-common.c).
import { hmac } from '@noble/hashes/hmac.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha256 } from '@noble/hashes/sha2.js';

const ROUNDS = 4096;
const PATTERN = /^SCRAM-SHA-256\$(\d+):([A-Za-z0-9+/=]+)\$([A-Za-z0-9+/=]+):([A-Za-z0-9+/=]+)$/;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

function keysOf(password: string, salt: Uint8Array, rounds: number): string {
  const salted = pbkdf2(sha256, bytesOf(password), salt, { c: rounds, dkLen: 32 });
  const stored = sha256(hmac(sha256, salted, bytesOf('Client Key')));
  return `${base64(stored)}:${base64(hmac(sha256, salted, bytesOf('Server Key')))}`;
}

export function isVerifier(text: string): boolean {
  return PATTERN.test(text);
}

/** What the catalogue keeps of a role's password. The salt is the role's own here, so that it is the same each time. */
export function verifierOf(role: string, password: string): string {
  if (isVerifier(password)) return password;
  const salt = sha256(bytesOf(`${role}\0${password}`)).slice(0, 16);
  return `SCRAM-SHA-256$${ROUNDS}:${base64(salt)}$${keysOf(password, salt, ROUNDS)}`;
}

/** Whether a password is the one that is kept, as its text or as its verifier. */
export function isPassword(kept: string, password: string): boolean {
  const [, rounds, salt = '', stored = '', server = ''] = PATTERN.exec(kept) ?? [];
  if (rounds === undefined) return kept === password;
  const bytes = Uint8Array.from(atob(salt), (sign) => sign.charCodeAt(0));
  return keysOf(password, bytes, Number(rounds)) === `${stored}:${server}`;
}
