/** calendar and locale, written in Python. */
export const CALENDAR: Readonly<Record<string, string>> = {
  calendar: `
import datetime
from enum import IntEnum

day_name = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
day_abbr = [one[:3] for one in day_name]
month_name = ['', 'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
month_abbr = [one[:3] for one in month_name]
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)

def isleap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)

def weekday(year, month, day):
    return datetime.date(year, month, day).weekday()

def monthrange(year, month):
    days = [31, 29 if isleap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    return weekday(year, month, 1), days

def monthcalendar(year, month):
    first, days = monthrange(year, month)
    cells = [0] * first + list(range(1, days + 1))
    cells += [0] * (-len(cells) % 7)
    return [cells[at:at + 7] for at in range(0, len(cells), 7)]

class TextCalendar:
    def formatmonth(self, theyear, themonth, w=0, l=0):
        title = f'{month_name[themonth]} {theyear}'.center(20).rstrip()
        lines = [title, ' '.join(one[:2] for one in day_name)]
        for week in monthcalendar(theyear, themonth):
            lines.append(' '.join(f'{day:2d}' if day else '  ' for day in week).rstrip())
        return '\\n'.join(lines) + '\\n'
    def prmonth(self, theyear, themonth):
        print(self.formatmonth(theyear, themonth), end='')

month = TextCalendar().formatmonth

def timegm(tuple):
    year, month, day, hour, minute, second = tuple[:6]
    return ((datetime.date(year, month, 1).toordinal() - 719163 + day - 1) * 24 + hour) * 3600 + minute * 60 + second
`,
  locale: `
LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)

class Error(Exception):
    pass

def setlocale(category, locale=None):
    if locale in (None, '', 'C', 'C.UTF-8', 'POSIX'):
        return 'C.UTF-8' if locale == 'C.UTF-8' else 'C'
    raise Error('unsupported locale setting')

def getlocale(category=LC_CTYPE):
    return ('en_US', 'UTF-8')

def getpreferredencoding(do_setlocale=True):
    return 'UTF-8'

def getencoding():
    return 'UTF-8'
`,
};
