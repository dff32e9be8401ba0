"""What the rules look for: a table of patterns, each with its rule and the way to read what it finds."""

# What a rule looks for: its name, the way to read it, and a verbose pattern. {NAMES} stand for lists of words, see `patterns.py`.
# Of overlapping matches the one that begins first wins, then the longer one.
GRAMMAR: tuple[tuple[str, str, str], ...] = (
    ("date", "exact", r"""
        (?:(?:{NEAR}\s+)?{DAYS},?\s+)?                 # Monday,
        (?:{PART_OF}[\s-]+)?                          # early
        (?:(?P<near>last|next|this)\s+)?              # last
        (?P<month>{MONTH})\s+(?P<d>{D}|{ORDINAL})\b   # March 26, March 26th, March eighth
        (?:(?:,\s*|\s+)(?P<year>{YEAR})\b)?           # 2019
        (?!\d|[.:]\d|\s?%|[-–]\d)
    """),
    ("date", "exact", r"""
        (?:{DAYS},?\s+)?(?:the\s+)?                    # Monday the
        (?P<d>{D}|{ORDINAL})(?:\s+of)?\s+             # 26, 26th of
        (?P<month>{MONTH})(?:,?\s+(?P<year>{YEAR}))?\b
    """),
    ("date", "iso", r"(?P<year>{YEAR})-(?P<m>\d\d)-(?P<d>\d\d)\b"),
    ("date", "exact", r"""
        (?P<month>{MONTH})\s+{D}\s+and\s+             # "March 3 and", which stands on its own
        (?P<mark>(?P<d>{D}))\b(?!\s*[\w%$])           # 5
    """),
    ("range", "range", r"""
        (?:from\s+|between\s+)?(?P<d>{D})             # from 3
        \s*(?:[-–—]|\bto\b|\band\b|\buntil\b)\s*      # to
        (?P<d2>{D})\s+(?P<month2>{MONTH})             # 5 March
        (?:,?\s+(?P<year2>{YEAR}))?\b
    """),
    ("range", "range", r"""
        (?P<month>{MONTH})\s+(?P<d>{D})               # March 3
        \s*(?:[-–—]|\bto\b|\bthrough\b|\buntil\b)\s*  # to
        (?:(?P<month2>{MONTH})\s+)?(?P<d2>{D})\b      # March 5
        (?:,?\s+(?P<year2>{YEAR}))?\b(?!\d|[.:]\d|\s?%)
    """),
    ("range", "range", r"""
        {FROM}(?P<month>{MONTH})(?:\s+(?P<d>{D}))?    # from March 30
        (?:,?\s+(?P<year>{YEAR}))?,?\s+{TO}\s+        # 2019 to
        (?P<month2>{MONTH})(?:\s+(?P<d2>{D}))?\b      # May 2
        (?:,?\s+(?P<year2>{YEAR}))?\b
    """),
    ("range", "range", r"""
        {FROM}(?P<d>{D})\s+(?P<month>{MONTH})         # from 30 March
        (?:,?\s+(?P<year>{YEAR}))?,?\s+{TO}\s+        # 2019 to
        (?P<d2>{D})\s+(?P<month2>{MONTH})             # 2 May
        (?:,?\s+(?P<year2>{YEAR}))?\b
    """),
    ("range", "range", r"""
        (?P<month>{MONTH})\s?[-–—]\s?                 # May-
        (?P<month2>{MONTH})\b                         # July
        (?:,?\s+(?P<year2>{YEAR}))?
    """),
    ("range", "years", r"{FROM}(?P<year>{YEAR})\s+{TO}\s+(?P<year2>{YEAR})\b"),
    ("range", "years", r"(?P<year>{YEAR})\s?[-–—/]\s?(?P<year2>{YEAR}|\d\d)(?![\d\w-])"),
    ("range", "weekdays", r"{FROM}(?P<day>{DAYS})\s+{TO}\s+(?P<day2>{DAYS})\b"),
    ("date", "month", r"""
        (?:(?P<mod>{PART_OF})[\s-]+)?                 # early, mid-, the end of
        (?:(?P<near>{NEAR})\s+)?                      # last
        (?P<month>{MONTH})
        (?:,?\s+(?:of\s+)?(?:(?P<year>{YEAR}|{YEARWORDS})|(?P<yearnear>last|this|next)\s+year))?
        (?!\s+\d)\b
    """),
    ("date", "season", r"""
        (?:the\s+)?(?:(?P<mod>{PART_OF})[\s-]+)?      # the early
        (?:the\s+)?(?P<season>{SEASON})(?:\s+of)?\s+(?P<year>{YEAR}|{YEARWORDS})\b
    """),
    ("date", "season", r"(?:(?P<mod>{PART_OF})[\s-]+)?(?:the\s+)?(?P<near>{NEAR})\s+(?P<season>{SEASON})\b"),
    ("date", "season", r"""
        (?:in|into|over|during|by|until|since|through)\s+  # a preposition, which is not marked
        (?P<mark>(?:the\s+)?(?:{PART_OF}\s+)?(?P<season>{SEASON}))\b
        (?!\s+(?:of|in)\b)                            # not "in the fall in prices"
    """),
    ("quarter", "quarter", r"""
        (?:the\s+|its\s+)?(?P<fiscal>fiscal[\s-])?    # the fiscal
        (?P<quarter>first|second|third|fourth|final)[\s-]quarter
        (?:,?\s+(?:of\s+)?(?:fiscal\s+)?(?:(?P<year>{YEAR})|(?P<yearnear>last|this|next)\s+year))?\b
    """),
    ("quarter", "quarter", r"""
        (?:the\s+)?(?:(?P<year>{YEAR})(?:'s)?|(?P<yearnear>last|this|next)\s+year's)\s+
        (?P<fiscal>fiscal[\s-])?(?P<quarter>first|second|third|fourth|final)[\s-]quarter\b
    """),
    ("quarter", "quarter", r"(?:Q(?P<q>[1-4])|(?P<q2>[1-4])Q)(?:\s+(?:of\s+)?(?P<year>{YEAR}))?\b"),
    ("quarter", "period", r"the\s+(?:(?P<near>latest|current|same)\s+(?:quarter|period)|quarter)\b(?!\s+of)"),
    ("quarter", "period", r"(?:the\s+)?(?P<near>year[\s-](?:ago|earlier))(?:\s+(?:(?:fiscal\s+)?(?:first|second|third|fourth)[\s-])?(?:quarter|period))?\b"),
    ("date", "decade", r"(?:the\s+)?(?:(?P<mod>{PART_OF})[\s-]+)?(?:the\s+)?(?:(?P<decade>1[5-9]\d0|20\d0)'?s|['’](?P<short>\d0)s)\b"),
    ("date", "decade", r"the\s+(?:(?:early|mid|late)[\s-])?(?P<word>{DECADE})\b"),
    ("date", "century", r"(?:the\s+)?(?:(?P<mod>{PART_OF})[\s-]+)?(?:the\s+)?(?P<century>\d\d?(?:st|nd|rd|th)|{ORDINAL}|twenty-first)[\s-]century\b"),
    ("date", "half", r"(?:the\s+)?(?P<half>first|second|last|latter)\s+half\s+of\s+(?:(?P<year>{YEAR})|(?P<near>last|this|next)\s+year|the\s+year)\b"),
    ("date", "year", r"""
        (?:(?:the\s+)?(?P<mod>{PART_OF})[\s-]+)?      # the end of
        (?:(?:the\s+)?(?P<fiscal>fiscal)\s+(?:year\s+)?|the\s+year\s+)?
        (?P<year>{YEAR})(?![\d,.]\d|[-–\w%])
    """),
    ("date", "year", r"(?:the\s+year\s+two\s+thousand|(?P<year>{YEARWORDS}))\b"),
    ("holiday", "holiday", r"(?:(?P<near>{NEAR})\s+)?(?P<holiday>{HOLIDAY})\b"),
    ("weekday", "weekday", r"""
        (?:(?:early|earlier|late|later)\s+)?          # late
        (?:(?:the\s+)?(?P<near>{NEAR})\s+)?           # last
        (?P<day>{DAYS})                               # Tuesday
        (?:\s+(?P<part>{PART}))?\b(?!s\b)             # night
    """),
    ("weekend", "weekend", r"(?:the\s+)?(?:(?P<near>{NEAR})\s+)?weekend\b(?!\s+of\b)"),
    ("relative", "today", r"""
        (?:(?:early|earlier|late|later)\s+)?
        (?:(?P<today>today|tonight|yesterday|tomorrow)(?:\s+(?P<part>{PART}))?
          |this\s+(?P<part2>{PART})|last\s+(?P<lastnight>night)
          |the\s+day\s+(?P<beyond>before\s+yesterday|after\s+tomorrow))\b
    """),
    ("relative", "ago", r"""
        {ABOUT}{COUNT}{UNIT}                          # nearly four years
        (?P<half>\s+and\s+a\s+half)?(?:\s+or\s+(?:so|more|two))?
        \s+(?:ago\b|from\s+(?P<from>now)\b)
    """),
    ("relative", "ago", r"in\s+(?P<mark>{ABOUT}{COUNT}{UNIT}['’](?:s)?\s+(?P<from>time))\b"),
    ("vague", "long_ago", r"(?:(?:{SOME}|{ABOUT})\s*)?(?:years|months|weeks|days|decades|centuries|hours)\s+ago\b"),
    ("vague", "days_near", r"(?:the\s+)?(?P<near>recent|coming|past)\s+(?:years|months|weeks|days|decades)(?:\s+and\s+(?:years|months|weeks|days))?\b"),
    ("hung-on", "hung", r"""
        {ABOUT}{COUNT}{UNIT}(?:\s+and\s+a\s+half)?\s+
        (?P<way>earlier|later|before|after|afterwards?|previously|beforehand|on(?=\s*[,.]))\b
    """),
    ("hung-on", "step", r"the\s+(?P<near>previous|following|next|preceding|same)\s+(?P<unit>{PERIOD}|{PART}|{DAYS})\b(?!\s+\d)"),
    ("hung-on", "step", r"(?:(?:earlier|later)\s+)?(?P<near>that(?:\s+same)?)\s+(?P<unit>day|week|month|year)\b"),
    ("relative", "near", r"""
        (?:(?P<mod>{PART_OF})\s+)?                    # early, the end of
        (?P<the>the\s+)?(?P<near>{NEAR})\s+           # last
        (?:fiscal\s+)?(?P<unit>{PERIOD})\b(?!\s+\d)   # week
    """),
    ("relative", "this_one", r"(?:the\s+)?(?:{PART_OF})\s+(?P<the>the)\s+(?P<unit>day|week|month|quarter|year|decade|century)\b"),
    ("relative", "this_one", r"(?:for|during|in)\s+(?P<mark>(?P<the>the)\s+(?:full\s+)?(?P<unit>year))\b(?=\s*[,.;]|\s+[a-z]+s\b)"),
    ("relative", "this_one", r"(?:days|weeks|months|quarters|half|rest)\s+of\s+(?P<mark>(?P<the>the)\s+(?P<unit>year))\b"),
    ("relative", "this_one", r"(?P<the>the)\s+(?:full\s+|current\s+)?fiscal\s+(?P<unit>year)\b(?!\s+(?:ended|ending|to|through|\d))"),
    ("duration", "lasting", r"the\s+(?:fiscal\s+)?(?P<whole>)(?P<unit>year)(?=\s+(?:ended|ending|to|through)\b)"),
    ("relative", "this_one", r"(?P<unit>year)(?:'s)?[\s-]end\b"),
    ("set", "every", r"""
        (?:every|each)\s+                             # every
        (?:(?P<number>other|{NUMBER})\s+)?            # two
        (?:(?P<unit>{PERIOD}|hour|minute)s?|(?P<day>{DAYS})|(?P<part>{PART})|(?P<month>{MONTH}))\b
    """),
    ("set", "every", r"(?:once|twice|{NUMBER}\s+times)\s+(?:an?|per|each|every)\s+(?P<unit>day|week|month|year|hour)\b"),
    ("set", "every", r"(?:on\s+)?(?P<mark>(?P<day>{DAYS})s)\b(?!['’])"),
    ("set", "often", r"(?P<often>{SETS})\b"),
    ("set", "rate", r"(?<=\w\s)(?P<mark>(?:an?|per|each)\s+(?P<unit>hour|day|week|month|year))\b(?!\s+(?:and|or)\s|[\s-](?:ago|earlier|later|before|after|old|long))"),
    ("duration", "lasting", r"""
        (?:the\s+|each\s+of\s+the\s+)?                # the
        (?:(?:last|past|next|first|coming|final|another|an\s+additional)\s+)?{ABOUT}
        (?:{COUNT}|(?P<one>one\s+)){UNIT}             # three years, two-week
        (?P<half>\s+and\s+a\s+half)?(?!\s+old|-old|\s+of\s+age|\w)
    """),
    ("duration", "lasting", r"(?:the\s+)?(?:last|past|next|first|coming)\s+(?:{SOME}\s+)?(?P<unit>second|minute|hour|{PERIOD})s\b"),
    ("duration", "lasting", r"(?:{SOME})\s+(?:{KIND}\s+)?(?P<unit>second|minute|hour|{PERIOD})s\b(?!\s+(?:old|of\s+age)\b)"),
    ("duration", "lasting", r"(?:for|after|over|in|within|of)\s+(?P<mark>(?P<unit>day|week|month|year|decade|hour|minute)s)\b(?!\s+(?:old|of\s+age)\b)"),
    ("duration", "lasting", r"(?:the\s+)?(?P<whole>last|past)\s+(?P<unit>decade|century)\b"),
    ("duration", "lasting", r"half\s+an?\s+(?P<halfof>hour|year|century)\b"),
    ("duration", "lasting", r"(?P<unit>hour|day|week|month|year|decade)(?:s|(?P<long>))-long\b"),
    ("vague", "vague", r"(?:(?<=in\s)|(?<=into\s)|\b)(?P<vague>{VAGUE})\b(?!\s+(?:\d|{NUMBER}\b|few\b|several\b|{PERIOD}))"),
    ("clock", "clock", r"""
        {ABOUT}{CLOCK}                                # 9:30 a.m.
        {ZONE}                                        # GMT
        (?:,?\s+(?:on\s+)?(?:(?P<near>last|next|this)\s+)?(?:
           (?P<day>{DAYS})\b,?(?:\s+(?P<month>{MONTH})\s+(?P<d>{D})\b)?   # on Tuesday, March 26
          |(?P<month2>{MONTH})\s+(?P<d2>{D})\b                            # on March 26
          |(?P<today>today|tomorrow|yesterday)\b))?
    """),
)  # fmt: skip  # fmt: skip
CLOCK = r"""(?:
    (?P<hour>\d\d?)(?:
       (?:[:.](?P<minute>\d\d))?\s*(?P<half>[ap])\.?m\b\.?                                  # 9 a.m., 9:30pm
      |\s+(?:o['’]clock\s+)?in\s+the\s+(?P<dayhalf>morning|afternoon|evening)              # 9 in the morning
      |\s+o['’]clock)                                                                       # 9 o'clock
   |(?:(?<=at\s)|(?<=by\s)|(?<=until\s)|(?<=since\s)|(?<=around\s)|(?<=from\s))           # at, which is not marked
    (?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?!\d)                                 # 14:30
   |(?P<named>noon|midday|midnight)\b)"""
