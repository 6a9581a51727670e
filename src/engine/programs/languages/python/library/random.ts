/** secrets and hmac, written in Python. */
export const RANDOM: Readonly<Record<string, string>> = {
  secrets: `
import base64
import os
from random import SystemRandom
from hmac import compare_digest

DEFAULT_ENTROPY = 32
_sysrand = SystemRandom()
randbits = _sysrand.getrandbits
choice = _sysrand.choice

def randbelow(exclusive_upper_bound):
    if exclusive_upper_bound <= 0:
        raise ValueError('Upper bound must be positive.')
    return _sysrand._randbelow(exclusive_upper_bound)

def token_bytes(nbytes=None):
    return os.urandom(DEFAULT_ENTROPY if nbytes is None else nbytes)

def token_hex(nbytes=None):
    return token_bytes(nbytes).hex()

def token_urlsafe(nbytes=None):
    return base64.urlsafe_b64encode(token_bytes(nbytes)).rstrip(b'=').decode('ascii')
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
