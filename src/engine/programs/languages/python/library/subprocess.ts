/** subprocess, written in Python over what the machine offers. */
export const SUBPROCESS: Readonly<Record<string, string>> = {
  subprocess: `
import os
import sys
import time
import signal
import threading
import _machine

PIPE, STDOUT, DEVNULL = -1, -2, -3

class SubprocessError(Exception):
    pass

class CalledProcessError(SubprocessError):
    def __init__(self, returncode, cmd, output=None, stderr=None):
        super().__init__(returncode, cmd, output, stderr)
        self.returncode, self.cmd, self.output, self.stderr = returncode, cmd, output, stderr
    def __str__(self):
        if self.returncode and self.returncode < 0:
            try:
                return f"Command '{self.cmd}' died with {signal.Signals(-self.returncode)!r}."
            except ValueError:
                return f"Command '{self.cmd}' died with unknown signal {-self.returncode}."
        return f"Command '{self.cmd}' returned non-zero exit status {self.returncode}."
    @property
    def stdout(self):
        return self.output

class TimeoutExpired(SubprocessError):
    def __init__(self, cmd, timeout, output=None, stderr=None):
        super().__init__(cmd, timeout, output, stderr)
        self.cmd, self.timeout, self.output, self.stderr = cmd, timeout, output, stderr
    def __str__(self):
        return f"Command '{self.cmd}' timed out after {self.timeout} seconds"
    @property
    def stdout(self):
        return self.output

class CompletedProcess:
    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args, self.returncode, self.stdout, self.stderr = args, returncode, stdout, stderr
    def __repr__(self):
        parts = [f'args={self.args!r}', f'returncode={self.returncode!r}']
        if self.stdout is not None:
            parts.append(f'stdout={self.stdout!r}')
        if self.stderr is not None:
            parts.append(f'stderr={self.stderr!r}')
        return f'CompletedProcess({", ".join(parts)})'
    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)  #@508

def _fd(stream):
    return stream if stream is None or isinstance(stream, int) else stream.fileno()

class Popen:
    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None, close_fds=True, shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None, creationflags=0, restore_signals=True, start_new_session=False, pass_fds=(), *, user=None, group=None, extra_groups=None, encoding=None, errors=None, text=None, umask=-1, pipesize=-1, process_group=None):
        self.args = args
        self.returncode = None
        self.pid = None
        self.stdin = self.stdout = self.stderr = None
        if text is not None and universal_newlines is not None and bool(universal_newlines) != bool(text):
            raise SubprocessError('Cannot disambiguate when both text and universal_newlines are supplied but different. Pass one or the other.')
        self.text_mode = bool(encoding or errors or text or universal_newlines)
        self._encoding = encoding
        p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite = stdin, None, stdout, None, stderr, None
        gid, gids, uid = group, extra_groups, user
        self._execute_child(args, executable, preexec_fn, close_fds,  #@1039
                            pass_fds, cwd, env,
                            startupinfo, creationflags, shell,
                            p2cread, p2cwrite,
                            c2pread, c2pwrite,
                            errread, errwrite,
                            restore_signals,
                            gid, gids, uid, umask,
                            start_new_session, process_group)
    def _execute_child(self, args, executable, preexec_fn, close_fds, pass_fds, cwd, env, startupinfo, creationflags, shell, stdin, into, stdout, out, stderr, err, restore_signals, gid, gids, uid, umask, start_new_session, process_group):
        if isinstance(args, (str, bytes, os.PathLike)):
            words = [os.fspath(args)]
        else:
            words = [os.fspath(one) for one in args]
        for one in words:
            if not isinstance(one, (str, bytes)):
                raise TypeError(f'expected str, bytes or os.PathLike object, not {type(one).__name__}')
        if shell:
            words = ['/bin/sh', '-c', *words]
        made = _machine.spawn(words, executable, _fd(stdin), _fd(stdout), _fd(stderr), cwd, env, bool(start_new_session) or process_group == 0)
        if isinstance(made[0], str):
            errno_num, err_filename = made[1], made[2]
            err_msg = os.strerror(errno_num)
            child_exception_type = OSError
            raise child_exception_type(errno_num, err_msg, err_filename)  #@1972
        self.pid, into, out, err = made
        if into >= 0:
            self.stdin = _machine.file(into, 'w' if self.text_mode else 'wb', self._encoding)
        if out >= 0:
            self.stdout = _machine.file(out, 'r' if self.text_mode else 'rb', self._encoding)
        if err >= 0:
            self.stderr = _machine.file(err, 'r' if self.text_mode else 'rb', self._encoding)
    def __enter__(self):
        return self
    def __exit__(self, exc_type, value, traceback):
        for one in (self.stdout, self.stderr, self.stdin):
            if one:
                try:
                    one.close()
                except BrokenPipeError:
                    pass
        self.wait()
    def __repr__(self):
        text = f'<{type(self).__name__}: returncode: {self.returncode} args: {self.args!r}>'
        return text[:76] + '...>' if len(text) > 80 else text
    @property
    def universal_newlines(self):
        return self.text_mode
    def poll(self):
        if self.returncode is None:
            self.returncode = _machine.wait(self.pid, True)
        return self.returncode
    def wait(self, timeout=None):
        if self.returncode is not None:
            return self.returncode
        if timeout is None:
            while self.returncode is None:
                self.returncode = _machine.wait(self.pid, False)
            return self.returncode
        end = time.monotonic() + timeout
        delay = 0.0005
        while self.poll() is None:
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutExpired(self.args, timeout)  #@2058
            delay = min(delay * 2, left, 0.05)
            time.sleep(delay)
        return self.returncode
    def communicate(self, input=None, timeout=None):
        end = None if timeout is None else time.monotonic() + timeout
        found = {}
        def read(name, stream):
            found[name] = stream.read()
            stream.close()
        readers = []
        for name in ('stdout', 'stderr'):
            stream = getattr(self, name)
            if stream:
                thread = threading.Thread(target=read, args=(name, stream), daemon=True)
                thread.start()
                readers.append(thread)
        if self.stdin:
            try:
                if input:
                    self.stdin.write(input)
                self.stdin.close()
            except BrokenPipeError:
                pass
        for thread in readers:
            thread.join(None if end is None else max(0, end - time.monotonic()))
            if thread.is_alive():
                raise TimeoutExpired(self.args, timeout)  #@1269
        try:
            self.wait(None if end is None else max(0, end - time.monotonic()))
        except TimeoutExpired:
            raise TimeoutExpired(self.args, timeout) from None
        return found.get('stdout'), found.get('stderr')
    def send_signal(self, sig):
        self.poll()
        if self.returncode is None:
            os.kill(self.pid, sig)
    def terminate(self):
        self.send_signal(signal.SIGTERM)
    def kill(self):
        self.send_signal(signal.SIGKILL)

def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    if input is not None:
        if kwargs.get('stdin') is not None:
            raise ValueError('stdin and input arguments may not both be used.')
        kwargs['stdin'] = PIPE
    if capture_output:
        if kwargs.get('stdout') is not None or kwargs.get('stderr') is not None:
            raise ValueError('stdout and stderr arguments may not be used with capture_output.')
        kwargs['stdout'] = kwargs['stderr'] = PIPE
    with Popen(*popenargs, **kwargs) as process:  #@554
        try:
            stdout, stderr = process.communicate(input, timeout=timeout)  #@556
        except TimeoutExpired:
            process.kill()
            process.wait()
            raise
        except:
            process.kill()
            raise
        retcode = process.poll()
        if check and retcode:
            raise CalledProcessError(retcode, process.args,  #@577
                                     output=stdout, stderr=stderr)
    return CompletedProcess(process.args, retcode, stdout, stderr)

def call(*popenargs, timeout=None, **kwargs):
    with Popen(*popenargs, **kwargs) as p:  #@395
        try:
            return p.wait(timeout=timeout)  #@397
        except:
            p.kill()
            raise

def check_call(*popenargs, **kwargs):
    retcode = call(*popenargs, **kwargs)  #@414
    if retcode:
        cmd = kwargs.get('args')
        if cmd is None:
            cmd = popenargs[0]
        raise CalledProcessError(retcode, cmd)  #@419
    return 0

def check_output(*popenargs, timeout=None, **kwargs):
    for name in ('stdout', 'check'):
        if name in kwargs:
            raise ValueError(f'{name} argument not allowed, it will be overridden.')
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True,  #@474
               **kwargs).stdout

def getstatusoutput(cmd, *, encoding=None, errors=None):
    try:
        data = check_output(cmd, shell=True, text=True, stderr=STDOUT)
        code = 0
    except CalledProcessError as error:
        data, code = error.output, error.returncode
    return code, data.removesuffix('\\n')

def getoutput(cmd, *, encoding=None, errors=None):
    return getstatusoutput(cmd)[1]

def list2cmdline(seq):
    return ' '.join(seq)
`,
};
