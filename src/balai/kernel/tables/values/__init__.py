"""Value parsers. Each takes a cell and answers with a value, with nothing said, or with a sentence; none raises."""

from balai.kernel.tables.values.dates import PlaceAndDate, parse_date, parse_place_and_date
from balai.kernel.tables.values.digits import Digits, parse_digits
from balai.kernel.tables.values.numbers import parse_decimal, parse_integer, parse_percent, parse_rupiah
from balai.kernel.tables.values.parsed import Parsed, says_nothing
from balai.kernel.tables.values.phones import normal_phone, parse_phones
from balai.kernel.tables.values.ranges import DateRange, parse_date_range
from balai.kernel.tables.values.words import RtRw, Sex, parse_name, parse_rt_rw, parse_sex, parse_yes_no

__all__ = [
    "DateRange", "Digits", "Parsed", "PlaceAndDate", "RtRw", "Sex", "normal_phone", "parse_date", "parse_date_range",
    "parse_decimal", "parse_digits", "parse_integer", "parse_name", "parse_percent", "parse_phones",
    "parse_place_and_date", "parse_rt_rw", "parse_rupiah", "parse_sex", "parse_yes_no", "says_nothing",
]  # fmt: skip
