/** secrets and hmac, written in Python over what the system gives by chance. */
export const SECRETS: Readonly<Record<string, string>> = {
  secrets: `
from base64 import urlsafe_b64encode
from hmac import compare_digest
from os import urandom
from random import SystemRandom

DEFAULT_ENTROPY = 32

def token_bytes(nbytes=None):
    if nbytes is not None and nbytes < 0:
        raise ValueError('negative argument not allowed')
    return urandom(DEFAULT_ENTROPY if nbytes is None else nbytes)

def token_hex(nbytes=None):
    return f'{int.from_bytes(token_bytes(nbytes)):0{2 * (DEFAULT_ENTROPY if nbytes is None else nbytes)}x}'

def token_urlsafe(nbytes=None):
    padded = urlsafe_b64encode(token_bytes(nbytes)).decode()
    return padded.replace('=', '')

def randbits(k):
    if k < 0:
        raise ValueError('number of bits must be non-negative')
    return int.from_bytes(urandom(k // 8 + 1)) % 2 ** k

def randbelow(exclusive_upper_bound):
    if exclusive_upper_bound < 1:
        raise ValueError('Upper bound must be positive.')
    # So many bits more than needed that no number is likelier than another to be noticed.
    return randbits(exclusive_upper_bound.bit_length() + 64) % exclusive_upper_bound

def choice(seq):
    if not len(seq):
        raise IndexError('Cannot choose from an empty sequence')
    return seq[randbelow(len(seq))]
`,
  hmac: `
import hashlib

def compare_digest(a, b):
    return a == b

class HMAC:
    def __init__(self, key, msg=None, digestmod=''):
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        self._make = digestmod if callable(digestmod) else lambda data=b'': hashlib.new(digestmod, data)
        block = self._make().block_size
        if len(key) > block:
            key = self._make(key).digest()
        key = key + bytes(block - len(key))
        self._outer = bytes(byte ^ 0x5c for byte in key)
        self._inner = bytes(byte ^ 0x36 for byte in key)
        self._data = b''
        if msg is not None:
            self.update(msg)
    def update(self, msg):
        self._data += msg
    def digest(self):
        return self._make(self._outer + self._make(self._inner + self._data).digest()).digest()
    def hexdigest(self):
        return self.digest().hex()
    @property
    def name(self):
        return 'hmac-' + self._make().name
    @property
    def digest_size(self):
        return len(self.digest())

def new(key, msg=None, digestmod=''):
    return HMAC(key, msg, digestmod)

def digest(key, msg, digest):
    return HMAC(key, msg, digest).digest()
`,
};
