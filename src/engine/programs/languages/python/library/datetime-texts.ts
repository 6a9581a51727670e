/** How datetime writes and reads: strftime, ISO 8601, strptime. */
export const TEXTS = `
def _written(moment, format):
    """By strftime, and what it does not know: %f, %z, %:z and %Z."""
    fields = moment.timetuple() if isinstance(moment, date) else (1900, 1, 1, moment.hour, moment.minute, moment.second, 0, 1, -1)
    has_zone = hasattr(moment, 'utcoffset') and moment.utcoffset() is not None
    own = {
        'f': f'{getattr(moment, "microsecond", 0):06d}',
        'z': _offset_text(moment.utcoffset(), '') if has_zone else '',
        ':z': _offset_text(moment.utcoffset()) if has_zone else '',
        'Z': has_zone and moment.tzname() or '',
    }
    made, rest = '', format
    while rest:
        before, mark, rest = rest.partition('%')
        made += before
        code = rest[:2] if rest[:2] == ':z' else rest[:1]
        rest = rest[len(code):]
        if mark:
            made += '%' if not code else own[code] if code in own else _time.strftime(mark + code, fields)
    return made

def _from_iso(cls, read, text):
    if not isinstance(text, str):
        raise TypeError('fromisoformat: argument must be str')
    try:
        return cls(*read(text))
    except (ValueError, IndexError) as error:
        # What is of the right form says itself what is wrong.
        if 'range' in str(error) or 'must be in' in str(error) or 'Invalid week' in str(error):
            raise
        raise ValueError(f'Invalid isoformat string: {text!r}') from None

def _numbers(parts):
    if not all(part.isdigit() for part in parts):
        raise ValueError
    return [int(part) for part in parts]

def _read_date(text):
    has_dashes = text[4:5] == '-'
    digits = text.replace('-', '') if has_dashes else text
    if digits[4:5] == 'W':
        week = _numbers([digits[:4], digits[5:7], digits[7:] or '1'])
        return date.fromisocalendar(*week)._key()
    if len(digits) != 8 or has_dashes and (len(text) != 10 or text[7] != '-'):
        raise ValueError
    return _numbers([digits[:4], digits[4:6], digits[6:]])

def _read_time(text):
    zone = None
    for mark in '+-Z':
        clock, found, rest = text.partition(mark)
        if found:
            zone = _read_zone(mark + rest)
            break
    whole, _, fraction = clock.replace(',', '.').partition('.')
    parts = whole.split(':') if ':' in whole else [whole[at:at + 2] for at in range(0, len(whole), 2)]
    if not 1 <= len(parts) <= 3 or {len(part) for part in parts} != {2} or fraction and not fraction.isdigit():
        raise ValueError
    hour, minute, second = _numbers(parts) + [0] * (3 - len(parts))
    return hour, minute, second, int((fraction + '000000')[:6]), zone

def _read_zone(text):
    if text == 'Z':
        return UTC
    digits = text[1:].replace(':', '') + '0000'
    hours, minutes, seconds = _numbers([digits[:2], digits[2:4], digits[4:6]])
    offset = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return timezone(-offset if text[0] == '-' else offset) if offset else UTC

def _read_moment(text):
    size = 10 if text[4:5] == '-' else 8
    if 'W' in text[:8]:
        size = (7, 8, 8, 10)[2 * (text[4:5] == '-') + (text[8:9] == '-' if text[4:5] == '-' else text[7:8].isdigit())]
    rest = text[size + 1:]
    return [*_read_date(text[:size]), *(_read_time(rest) if len(text) > size else ())]

def _time_text(moment, timespec):
    forms = {
        'hours': '{0.hour:02d}', 'minutes': '{0.hour:02d}:{0.minute:02d}', 'seconds': '{0.hour:02d}:{0.minute:02d}:{0.second:02d}',
        'milliseconds': '{0.hour:02d}:{0.minute:02d}:{0.second:02d}.{1:03d}', 'microseconds': '{0.hour:02d}:{0.minute:02d}:{0.second:02d}.{0.microsecond:06d}',
    }
    forms['auto'] = forms['microseconds' if moment.microsecond else 'seconds']
    if timespec not in forms:
        raise ValueError('Unknown timespec value')
    offset = moment.utcoffset()
    return forms[timespec].format(moment, moment.microsecond // 1000) + ('' if offset is None else _offset_text(offset))

def _parse(cls, text, format):
    at = 0
    found = {}
    def fail():
        raise ValueError('time data %r does not match format %r' % (text, format))
    def number(most, least=1):
        nonlocal at
        end = at
        while end < len(text) and end - at < most and text[end].isdigit():
            end += 1
        if end - at < least:
            fail()
        value = int(text[at:end])
        at = end
        return value
    def word(names):
        nonlocal at
        for index, name in sorted(enumerate(names), key=lambda one: -len(one[1])):
            if name and text[at:at + len(name)].lower() == name.lower():
                at += len(name)
                return index
        fail()
    limits = {'d': (1, 31), 'm': (1, 12), 'H': (0, 23), 'I': (1, 12), 'M': (0, 59), 'S': (0, 61)}
    def ranged(code):
        nonlocal at
        start = at
        value = number(2)
        if not limits[code][0] <= value <= limits[code][1]:
            at = start
            value = number(1)
            if not limits[code][0] <= value <= limits[code][1]:
                fail()
        return value
    expanded = format.replace('%T', '%H:%M:%S').replace('%D', '%m/%d/%y').replace('%F', '%Y-%m-%d').replace('%c', '%a %b %d %H:%M:%S %Y').replace('%x', '%m/%d/%y').replace('%X', '%H:%M:%S')
    spec = 0
    while spec < len(expanded):
        char = expanded[spec]
        spec += 1
        if char.isspace():
            if at >= len(text) or not text[at].isspace():
                fail()
            while at < len(text) and text[at].isspace():
                at += 1
            continue
        if char != '%':
            if text[at:at + 1].lower() != char.lower():
                fail()
            at += 1
            continue
        if spec >= len(expanded):
            raise ValueError("stray %% in format '%s'" % format)
        code = expanded[spec]
        spec += 1
        if code in limits:
            found[code] = ranged(code)
        elif code == 'Y':
            found['Y'] = number(4, 4)
        elif code == 'y':
            value = number(2, 2)
            found['Y'] = value + (2000 if value < 69 else 1900)
        elif code == 'j':
            found['j'] = number(3)
        elif code == 'f':
            start = at
            number(6)
            found['f'] = int(text[start:at].ljust(6, '0'))
        elif code == 'b':
            found['m'] = word(_MONTHS)
        elif code == 'B':
            found['m'] = word(_LONG_MONTHS)
        elif code == 'a':
            word([one[:3] for one in _WEEKDAYS])
        elif code == 'A':
            word(_WEEKDAYS)
        elif code == 'p':
            found['p'] = word(['am', 'pm'])
        elif code == 'w':
            number(1)
        elif code == 'z':
            if text[at:at + 1] == 'Z':
                at += 1
                found['z'] = timezone.utc
            else:
                sign = text[at:at + 1]
                if sign not in ('+', '-'):
                    fail()
                at += 1
                hours = number(2, 2)
                if text[at:at + 1] == ':':
                    at += 1
                offset = timedelta(hours=hours, minutes=number(2, 2))
                found['z'] = timezone(-offset if sign == '-' else offset) if offset else timezone.utc
        elif code == 'Z':
            name = word(['UTC', 'GMT'])
        elif code == '%':
            if text[at:at + 1] != '%':
                fail()
            at += 1
        else:
            raise ValueError("'%s' is a bad directive in format '%s'" % (code, format))
    if at < len(text):
        raise ValueError('unconverted data remains: ' + text[at:])
    hour = found.get('H', 0)
    if 'I' in found:
        hour = found['I'] % 12 + (12 if found.get('p') == 1 else 0)
    if 'j' in found and 'm' not in found:
        year, month, day = _from_ordinal(_ordinal(found.get('Y', 1900), 1, 1) + found['j'] - 1)
    else:
        year, month, day = found.get('Y', 1900), found.get('m', 1), found.get('d', 1)
    return cls(year, month, day, hour, found.get('M', 0), found.get('S', 0), found.get('f', 0), found.get('z'))
`;
