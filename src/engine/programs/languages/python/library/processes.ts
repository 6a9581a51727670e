/** io, base64, uuid and atexit, written in Python over what the machine gives. */
export const PROCESSES: Readonly<Record<string, string>> = {
  io: `
class _Memory:
    def __init__(self, initial):
        self._value, self._at, self.closed = initial, 0, False
    def write(self, data):
        self._value = self._value[:self._at] + data + self._value[self._at + len(data):]
        self._at += len(data)
        return len(data)
    def getvalue(self):
        return self._value
    def read(self, size=-1):
        end = len(self._value) if size is None or size < 0 else self._at + size
        made = self._value[self._at:end]
        self._at += len(made)
        return made
    def readline(self):
        at = self._value.find(self._newline, self._at)
        end = len(self._value) if at < 0 else at + 1
        made = self._value[self._at:end]
        self._at = end
        return made
    def readlines(self):
        return list(self)
    def __iter__(self):
        return self
    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line
    def seek(self, at, whence=0):
        self._at = len(self._value) if whence == 2 else at
        return self._at
    def tell(self):
        return self._at
    def flush(self):
        pass
    def close(self):
        self.closed = True
    def isatty(self):
        return False
    def __enter__(self):
        return self
    def __exit__(self, *rest):
        self.close()

class StringIO(_Memory):
    _newline = '\\n'
    def __init__(self, initial_value='', newline='\\n'):
        super().__init__(initial_value)

class BytesIO(_Memory):
    _newline = b'\\n'
    def __init__(self, initial_bytes=b''):
        super().__init__(initial_bytes)

open = open
`,
  base64: `
_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

def b64encode(data):
    made = ''
    for at in range(0, len(data), 3):
        part = data[at:at + 3]
        number = int.from_bytes(part + bytes(3 - len(part)), 'big')
        letters = ''.join(_LETTERS[(number >> shift) & 63] for shift in (18, 12, 6, 0))
        made += letters[:len(part) + 1] + '=' * (3 - len(part))
    return made.encode()

def b64decode(text):
    if isinstance(text, bytes):
        text = text.decode()
    text = ''.join(text.split()).rstrip('=')
    made = []
    for at in range(0, len(text), 4):
        part = text[at:at + 4]
        number = 0
        for letter in part + 'A' * (4 - len(part)):
            number = number * 64 + _LETTERS.index(letter)
        made.extend(list(number.to_bytes(3, 'big'))[:len(part) - 1])
    return bytes(made)

def urlsafe_b64encode(data):
    return b64encode(data).decode().replace('+', '-').replace('/', '_').encode()

def urlsafe_b64decode(text):
    return b64decode((text.decode() if isinstance(text, bytes) else text).replace('-', '+').replace('_', '/'))

standard_b64encode, standard_b64decode = b64encode, b64decode
`,
  uuid: `
import os

class UUID:
    def __init__(self, hex=None, bytes=None):
        self.hex = hex.replace('-', '').lower() if hex else bytes.hex()
        self.int = int(self.hex, 16)
        self.version = int(self.hex[12], 16)
    def __str__(self):
        text = self.hex
        return '-'.join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
    def __repr__(self):
        return f"UUID('{self}')"
    def __eq__(self, other):
        return isinstance(other, UUID) and self.hex == other.hex
    def __hash__(self):
        return hash(self.hex)

def uuid4():
    data = bytearray(os.urandom(16))
    data[6] = data[6] & 0x0f | 0x40
    data[8] = data[8] & 0x3f | 0x80
    return UUID(bytes=bytes(data))
`,
  atexit: `
import _machine

def register(function, *args, **kwargs):
    _machine.at_exit(lambda: function(*args, **kwargs))
    return function
`,
};
