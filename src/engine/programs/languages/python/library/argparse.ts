/** argparse. */
export const ARGPARSE: Readonly<Record<string, string>> = {
  argparse: `
import os
import sys

SUPPRESS = '==SUPPRESS=='

class ArgumentTypeError(Exception):
    pass

class ArgumentError(Exception):
    pass

class HelpFormatter:
    pass

class RawDescriptionHelpFormatter(HelpFormatter):
    pass

class ArgumentDefaultsHelpFormatter(HelpFormatter):
    pass

class Namespace:
    def __init__(self, **values):
        for name, value in values.items():
            setattr(self, name, value)
    def __repr__(self):
        return 'Namespace(' + ', '.join(f'{name}={value!r}' for name, value in self.__dict__.items()) + ')'
    def __contains__(self, name):
        return name in self.__dict__
    def __eq__(self, other):
        return self.__dict__ == other.__dict__

class _Action:
    def __init__(self, flags, action='store', nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None, metavar=None, dest=None, version=None):
        self.flags, self.action, self.nargs, self.const, self.default = flags, action, nargs, const, default
        self.type, self.choices, self.help, self.metavar, self.version = type, list(choices) if choices is not None else None, help, metavar, version
        self.is_option = flags[0].startswith('-')
        self.required = required if self.is_option else nargs not in ('?', '*')
        long = [flag for flag in flags if flag.startswith('--')]
        self.dest = dest or ((long or flags)[0].lstrip('-').replace('-', '_') if self.is_option else flags[0])
        if action == 'store_true':
            self.const, self.default = True, False if default is None else default
        if action == 'store_false':
            self.const, self.default = False, True if default is None else default
        if action == 'count' and default is None:
            self.default = None
        self.takes = action in ('store', 'append', 'extend')
    def shown(self):
        if self.metavar:
            return self.metavar
        if self.choices:
            return '{' + ','.join(str(one) for one in self.choices) + '}'
        return self.dest.upper() if self.is_option else self.dest
    def usage(self):
        name = self.shown()
        if self.nargs == '?':
            name = f'[{name}]'
        elif self.nargs == '*':
            name = f'[{name} ...]'
        elif self.nargs == '+':
            name = f'{name} [{name} ...]'
        elif isinstance(self.nargs, int):
            name = ' '.join([name] * self.nargs)
        if not self.is_option:
            return name
        text = self.flags[0] + (f' {name}' if self.takes else '')
        return text if self.required else f'[{text}]'
    def title(self):
        if not self.is_option:
            return self.shown()
        name = '' if not self.takes else ' ' + (f'[{self.shown()}]' if self.nargs == '?' else f'{self.shown()} [{self.shown()} ...]' if self.nargs == '+' else f'[{self.shown()} ...]' if self.nargs == '*' else self.shown())
        return ', '.join(self.flags) + name
    def label(self):
        return '/'.join(self.flags) if self.is_option else (self.metavar or self.dest)

class ArgumentParser:
    def __init__(self, prog=None, usage=None, description=None, epilog=None, formatter_class=None, add_help=True, parents=(), allow_abbrev=True, exit_on_error=True):
        self.prog = prog or os.path.basename(sys.argv[0])
        self.description, self.epilog, self.own_usage = description, epilog, usage
        self.formatter_class = formatter_class
        self.actions, self.subparsers, self.values = [], None, {}
        if add_help:
            self.add_argument('-h', '--help', action='help', help='show this help message and exit')
    def add_argument(self, *flags, **options):
        action = _Action(flags, **options)
        self.actions.append(action)
        return action
    def add_argument_group(self, *args, **kwargs):
        return self
    def add_mutually_exclusive_group(self, required=False):
        return self
    def set_defaults(self, **values):
        self.values.update(values)
    def add_subparsers(self, dest=None, required=False, help=None, title=None, metavar=None, description=None):
        self.subparsers = _Subparsers(self, dest, required, help, metavar)
        return self.subparsers
    def format_usage(self):
        if self.own_usage:
            return f'usage: {self.own_usage}\\n'
        options = [one.usage() for one in self.actions if one.is_option and one.help != SUPPRESS]
        places = [one.usage() for one in self.actions if not one.is_option]
        if self.subparsers:
            places.append((self.subparsers.metavar or '{' + ','.join(self.subparsers.parsers) + '}') + ' ...')
        parts = options + places
        line = ' '.join(['usage:', self.prog] + parts)
        if len(line) <= 78:
            return line + '\\n'
        indent = ' ' * (len('usage: ' + self.prog) + 1)
        lines = []
        for group in (options, places):
            current = indent
            for part in group:
                if len(current) + len(part) + 1 > 78 and current.strip():
                    lines.append(current.rstrip())
                    current = indent
                current += part + ' '
            if current.strip():
                lines.append(current.rstrip())
        return 'usage: ' + self.prog + ' ' + '\\n'.join(lines).lstrip() + '\\n'
    def format_help(self):
        import textwrap
        text = self.format_usage()
        if self.description:
            text += '\\n' + (self.description if self.formatter_class is RawDescriptionHelpFormatter else textwrap.fill(self.description, 78)) + '\\n'
        def section(title, entries):
            if not entries:
                return ''
            width = min(max(len(name) for name, _ in every) + 4, 24)
            lines = [f'\\n{title}:']
            for name, help in entries:
                if not help:
                    lines.append('  ' + name)
                    continue
                wrapped = textwrap.wrap(help, max(78 - width, 11))
                if len(name) + 4 > width:
                    lines.append('  ' + name)
                    rest = wrapped
                else:
                    lines.append(('  ' + name).ljust(width) + wrapped[0])
                    rest = wrapped[1:]
                lines.extend(' ' * width + one for one in rest)
            return '\\n'.join(lines) + '\\n'
        def told(one):
            help = one.help
            if help and '%(' in help:
                help = help % {'default': one.default, 'prog': self.prog, 'dest': one.dest, 'type': getattr(one.type, '__name__', None)}
            if help and self.formatter_class is ArgumentDefaultsHelpFormatter and one.is_option and one.action != 'help' and '%(default)' not in one.help:
                help += f' (default: {one.default})'
            return (one.title(), help)
        places = [told(one) for one in self.actions if not one.is_option and one.help != SUPPRESS]
        options = [told(one) for one in self.actions if one.is_option and one.help != SUPPRESS]
        if self.subparsers:
            places.append((self.subparsers.metavar or '{' + ','.join(self.subparsers.parsers) + '}', self.subparsers.help))
            places.extend(('  ' + name, parser.help_line) for name, parser in self.subparsers.parsers.items() if parser.help_line)
        every = places + options
        text += section('positional arguments', places) + section('options', options)
        if self.epilog:
            text += '\\n' + self.epilog + '\\n'
        return text
    def print_help(self, file=None):
        print(self.format_help(), end='', file=file or sys.stdout)
    def print_usage(self, file=None):
        print(self.format_usage(), end='', file=file or sys.stdout)
    def exit(self, status=0, message=None):
        if message:
            sys.stderr.write(message)
        sys.exit(status)
    def error(self, message):
        self.print_usage(sys.stderr)
        self.exit(2, f'{self.prog}: error: {message}\\n')
    def _value(self, action, text):
        value = text
        if action.type:
            try:
                value = action.type(text)
            except ArgumentTypeError as error:
                self.error(f'argument {action.label()}: {error}')
            except (TypeError, ValueError):
                self.error(f"argument {action.label()}: invalid {getattr(action.type, '__name__', repr(action.type))} value: {text!r}")
        if action.choices is not None and value not in action.choices:
            self.error(f"argument {action.label()}: invalid choice: {value!r} (choose from {', '.join(str(one) if not isinstance(one, str) else one for one in action.choices)})")
        return value
    def _store(self, space, action, value):
        if action.action in ('append', 'extend'):
            known = list(getattr(space, action.dest) or [])
            known.extend(value) if action.action == 'extend' else known.append(value)
            value = known
        setattr(space, action.dest, value)
    def parse_args(self, args=None, namespace=None):
        space, extra = self.parse_known_args(args, namespace)
        if extra:
            self.error('unrecognized arguments: ' + ' '.join(extra))
        return space
    def parse_known_args(self, args=None, namespace=None):
        words = list(sys.argv[1:] if args is None else args)
        space = namespace or Namespace()
        for action in self.actions:
            if action.action not in ('help', 'version') and not hasattr(space, action.dest):
                default = action.default
                if isinstance(default, str) and action.type:
                    default = self._value(action, default)
                setattr(space, action.dest, default)
        for name, value in self.values.items():
            setattr(space, name, value)
        if self.subparsers and self.subparsers.dest:
            setattr(space, self.subparsers.dest, None)
        options = {flag: one for one in self.actions if one.is_option for flag in one.flags}
        seen, plain, extra = set(), [], []
        at, only_plain, chosen = 0, False, False
        def looks_like_option(word):
            if only_plain or not word.startswith('-') or word == '-':
                return False
            return not (word[1:].replace('.', '', 1).isdigit() and not any(flag[1:].isdigit() for flag in options))
        while at < len(words):
            word = words[at]
            at += 1
            if word == '--' and not only_plain:
                only_plain = True
                continue
            if not looks_like_option(word):
                places = [one for one in self.actions if not one.is_option]
                if self.subparsers and len(plain) >= len(places):
                    if word not in self.subparsers.parsers:
                        self.error(f"argument {self.subparsers.dest or self.subparsers.shown()}: invalid choice: {word!r} (choose from {', '.join(self.subparsers.parsers)})")
                    if self.subparsers.dest:
                        setattr(space, self.subparsers.dest, word)
                    chosen = True
                    self.subparsers.parsers[word].parse_args(words[at:], space)
                    break
                plain.append(word)
                continue
            flag, equals, own = word.partition('=')
            action = options.get(flag)
            if action is None and flag.startswith('--'):
                near = [one for name, one in options.items() if name.startswith(flag)]
                if len(near) == 1:
                    action = near[0]
            if action is None and not flag.startswith('--') and word[:2] in options:
                action = options[word[:2]]
                if action.takes:
                    own, equals = word[2:], '='
                elif len(word) > 2:
                    words.insert(at, '-' + word[2:])
            if action is None:
                extra.append(word)
                continue
            seen.add(action.dest)
            if action.action == 'help':
                self.print_help()
                self.exit()
            elif action.action == 'version':
                print(action.version.replace('%(prog)s', self.prog))
                self.exit()
            elif action.action == 'count':
                setattr(space, action.dest, (getattr(space, action.dest) or 0) + 1)
            elif not action.takes:
                setattr(space, action.dest, action.const)
            elif equals:
                self._store(space, action, self._value(action, own))
            else:
                wanted = action.nargs
                got = []
                most = 1 if wanted in (None, '?') else wanted if isinstance(wanted, int) else len(words)
                while at < len(words) and len(got) < most and not looks_like_option(words[at]) and words[at] != '--':
                    got.append(words[at])
                    at += 1
                if wanted is None and not got:
                    self.error(f'argument {action.label()}: expected one argument')
                if wanted == '+' and not got:
                    self.error(f'argument {action.label()}: expected at least one argument')
                if isinstance(wanted, int) and len(got) != wanted:
                    self.error(f"argument {action.label()}: expected {wanted} argument{'s' if wanted != 1 else ''}")
                if wanted is None:
                    self._store(space, action, self._value(action, got[0]))
                elif wanted == '?':
                    self._store(space, action, self._value(action, got[0]) if got else action.const)
                else:
                    self._store(space, action, [self._value(action, one) for one in got])
        places = [one for one in self.actions if not one.is_option]
        missing = []
        for index, action in enumerate(places):
            later = sum(1 for one in places[index + 1:] if one.nargs not in ('?', '*'))
            if action.nargs in ('*', '+'):
                count = max(0, len(plain) - later)
                if action.nargs == '+' and count == 0:
                    missing.append(action.label())
                elif count or action.default is None:
                    setattr(space, action.dest, [self._value(action, one) for one in plain[:count]])
                plain = plain[count:]
            elif isinstance(action.nargs, int):
                if len(plain) < action.nargs:
                    missing.append(action.label())
                else:
                    setattr(space, action.dest, [self._value(action, one) for one in plain[:action.nargs]])
                    plain = plain[action.nargs:]
            elif plain:
                setattr(space, action.dest, self._value(action, plain.pop(0)))
            elif action.nargs != '?':
                missing.append(action.label())
        missing += [one.label() for one in self.actions if one.is_option and one.required and one.dest not in seen]
        if self.subparsers and self.subparsers.required and not chosen:
            missing.append(self.subparsers.dest or self.subparsers.shown())
        if missing:
            self.error('the following arguments are required: ' + ', '.join(missing))
        return space, plain + extra

class _Subparsers:
    def __init__(self, parent, dest, required, help, metavar):
        self.parent, self.dest, self.required, self.help, self.metavar, self.parsers = parent, dest, required, help, metavar, {}
    def shown(self):
        return '{' + ','.join(self.parsers) + '}'
    def add_parser(self, name, help=None, **options):
        made = self.parsers[name] = ArgumentParser(prog=f'{self.parent.prog} {name}', **options)
        made.help_line = help
        return made
`,
};
