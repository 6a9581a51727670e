/** Words by their place: views of buffers, because what they give is never undefined. */
const words = (count: number): DataView => new DataView(new ArrayBuffer(4 * count));

/** The first 32 bits of the fractional parts of the cube roots (64 of them) and square roots (8) of the primes. */
const rounds = words(64);
const start = words(8);
for (let candidate = 2, found = 0; found < 64; candidate++) {
  let isPrime = true;
  for (let divisor = 2; divisor * divisor <= candidate; divisor++)
    if (candidate % divisor === 0) isPrime = false;
  if (!isPrime) continue;
  const fraction = (root: number): number => ((root % 1) * 2 ** 32) | 0;
  if (found < 8) start.setInt32(4 * found, fraction(Math.sqrt(candidate)));
  rounds.setInt32(4 * found++, fraction(Math.cbrt(candidate)));
}

const schedule = words(64);

/** The SHA-256 of these bytes, in hex digits. Source: FIPS 180-4. (The library's brings all of SHA-2 to every page.) */
export function sha256Hex(bytes: Uint8Array): string {
  const state = new DataView(start.buffer.slice(0));
  const whole = bytes.length - (bytes.length % 64);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < whole; at += 64) mix(state, view, at);
  const rest = new Uint8Array(bytes.length - whole < 56 ? 64 : 128);
  rest.set(bytes.subarray(whole));
  rest[bytes.length - whole] = 0x80;
  const end = new DataView(rest.buffer);
  end.setUint32(rest.length - 8, Math.floor(bytes.length / 2 ** 29));
  end.setUint32(rest.length - 4, (bytes.length * 8) >>> 0);
  for (let at = 0; at < rest.length; at += 64) mix(state, end, at);
  let hex = '';
  for (let at = 0; at < 32; at += 4) hex += state.getUint32(at).toString(16).padStart(8, '0');
  return hex;
}

/** Takes one block of 64 bytes into the state. */
function mix(state: DataView, bytes: DataView, from: number): void {
  for (let at = 0; at < 64; at += 4) schedule.setInt32(at, bytes.getInt32(from + at));
  for (let at = 64; at < 256; at += 4) {
    const early = schedule.getInt32(at - 60);
    const late = schedule.getInt32(at - 8);
    const first = ((early >>> 7) | (early << 25)) ^ ((early >>> 18) | (early << 14)) ^ (early >>> 3);
    const second = ((late >>> 17) | (late << 15)) ^ ((late >>> 19) | (late << 13)) ^ (late >>> 10);
    schedule.setInt32(at, (schedule.getInt32(at - 64) + first + schedule.getInt32(at - 28) + second) | 0);
  }
  let a = state.getInt32(0);
  let b = state.getInt32(4);
  let c = state.getInt32(8);
  let d = state.getInt32(12);
  let e = state.getInt32(16);
  let f = state.getInt32(20);
  let g = state.getInt32(24);
  let h = state.getInt32(28);
  for (let at = 0; at < 256; at += 4) {
    const high = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const one = (h + high + ((e & f) ^ (~e & g)) + rounds.getInt32(at) + schedule.getInt32(at)) | 0;
    const low = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const two = (low + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  const add = (at: number, word: number): void => state.setInt32(at, (state.getInt32(at) + word) | 0);
  add(0, a);
  add(4, b);
  add(8, c);
  add(12, d);
  add(16, e);
  add(20, f);
  add(24, g);
  add(28, h);
}
