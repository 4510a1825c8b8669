"""For each rule that looks at sound rows: cells that break only it, and cells that lie just inside the limit."""

from dataclasses import dataclass, field

from tests.checks.world import SHA256

Cells = dict[str, str]


@dataclass(frozen=True)
class Case:
    """A row of the world, the cells that break one rule, and cells that are as near to it as they may be."""

    rule: str
    table: str
    key: str
    """The first cell of the row; empty: a new row."""
    broken: Cells
    inside: Cells = field(default_factory=dict)
    says: str = ""
    copied: bool = True
    """Compared with the copy of the source."""

    def __str__(self) -> str:
        return f"{self.rule}: {', '.join(self.broken)}"


CASES = (
    # time
    Case(
        "when-not-in-basis",
        "events",
        "missile-denied",
        {"when": "[..2024-03-19]"},
        {"when": "[..2024-03-19]", "when_basis": "before 20 March, so on or before 19 March 2024"},
        "19 Mar 2024",
    ),
    Case(
        "published-not-in-basis",
        "sources",
        "register",
        {"published_basis": "the state of 5 July 2026"},
        {"published_basis": "the state of 5 July 2025"},
        "other days",
    ),
    Case(
        "weekday-wrong",
        "events",
        "ship-at-busan",
        {"when_basis": "Tuesday 18 March 2024 is printed for the call"},
        {"when_basis": "Monday 18 March 2024 is printed for the call"},
        "Monday",
    ),
    Case(
        "printed-disagrees",
        "events",
        "talks-at-busan",
        {"when": "2024-03-17", "when_basis": "the 17 March 2024"},
        {"printed": "Mar 18"},
        "'Mar 18' is printed",
    ),
    Case(
        "due-in-the-past",
        "events",
        "ship-at-mumbai",
        {"when": "[2024-03-18..2024-03-19]", "when_basis": "from 18 to 19 March 2024, in April", "printed": "Mumbai"},
        {"when": "[2024-03-18..2024-03-20]", "when_basis": "from 18 to 20 March 2024", "printed": "Mumbai"},
        "wholly before",
    ),
    Case(
        "past-in-the-future",
        "events",
        "missile-told",
        {"when": "[2024-02..2024-03-21]", "when_basis": "not before February 2024, until 21 March"},
        {"when": "[2024-02..2024-03-20]"},
        "20 Mar 2024",
    ),
    Case(
        "under-way-not-then",
        "events",
        "ships-moving",
        {"when": "../2024-03-19?", "when_basis": "no start; until 19 March 2024"},
        {},
        "not at the source's date",
    ),
    Case("id-year-differs", "events", "ships-moving", {"event_id": "ships-moving-2025"}, {"event_id": "ships-moving-2024"}, "2025"),
    Case("clock-time-differs", "follow_ups", "ship-at-mumbai", {"utc": "2024-04-04T06:00Z"}, {"utc": "2024-04-04T18:00Z"}, "utc"),
    Case("checked-before-source", "events", "ship-at-busan", {"checked_on": "2024-03-19"}, {"checked_on": "2024-03-20"}),
    Case("no-exact-day", "events", "ship-at-busan", {"checked_on": "2024-03"}, {"checked_on": "2024-03-31"}),
    Case("source-undated", "sources", "register", {"published": "[2025..]"}, {"published": "[2025-01-01..2025-12-31]"}),
    Case("record-differs", "follow_ups", "missile-claimed", {"when": "2024-02-11"}, {"record": "entry of February"}, "10 Feb 2024"),
    # relations
    Case(
        "leg-outside-trip",
        "events",
        "ship-tour-2024",
        {"when": "2024-03-19/2024-04", "when_basis": "from 19 March 2024 to April 2024", "printed": "April"},
        {"when": "2024-03/2024-04", "when_basis": "March to April 2024"},
        "ship-tour-2024",
    ),
    Case("no-trip", "events", "talks-at-busan", {"part_of": "ship-at-busan"}, {"part_of": "ship-tour-2024"}, "trip"),
    Case("trip-without-leg", "events", "ship-at-mumbai", {"part_of": ""}, {}, "IND"),
    Case("denial-without-claim", "events", "missile-denied", {"about": "talks-at-busan"}, {}, "no claim"),
    Case("about-without-stance", "events", "missile-told", {"stance": ""}, {"stance": "", "about": ""}, "affirms or denies"),
    Case("denied-without-denial", "events", "missile-claimed", {"status": "denied"}, {"status": "assessed"}, "write alleged"),
    Case(
        "said-before-event",
        "events",
        "missile-told",
        {"about": "talks-at-busan", "when": "[2024-02-02..2024-03-17]", "when_basis": "2 February to 17 March 2024"},
        {"about": "talks-at-busan", "when": "[2024-02-02..2024-03-18]", "when_basis": "2 February to 18 March 2024"},
        "talks-at-busan",
    ),
    Case("outcome-without-plan", "follow_ups", "missile-claimed", {"outcome_of": "yes"}, {}, "not scheduled"),
    Case(
        "follow-up-elsewhen",
        "follow_ups",
        "missile-claimed",
        {"when": "2026-01-01", "record": "entry"},
        {"when": "2025-12-31", "record": "entry"},
        "record",
    ),
    Case(
        "unused",
        "places",
        "",
        {
            "place_id": "seoul",
            "name": "Seoul",
            "country": "KOR",
            "latitude": "37.57",
            "longitude": "126.98",
            "precision": "city",
            "radius_km": "20",
            "basis": "b",
        },
    ),
    Case("paragraph-unknown", "events", "ship-at-busan", {"paragraphs": "1; 1"}, {"paragraphs": "1"}, "twice"),
    Case("paragraph-unlisted", "paragraphs", "log", {"left_out": ""}, {"left_out": "A title."}, "no reason"),
    Case(
        "change-unknown",
        "changes",
        "2024-03-21",
        {"event_id": "never-heard-of"},
        {"event_id": "never-heard-of", "what": "withdrawn"},
        "events.csv",
    ),
    Case(
        "event-twice",
        "events",
        "talks-at-busan",
        {"title": "A Japanese ship calls at Busan", "summary": "Japan and South Korea met."},
        {"title": "A ship from Japan calls at Busan"},
        "ship-at-busan",
    ),
    # people
    Case(
        "country-not-named",
        "events",
        "ships-moving",
        {"countries": "RUS:actor; IDN:mentioned"},
        {"countries": "RUS:actor; KOR:mentioned", "check_note": "Korean ports saw them: those of South Korea."},
        "Indonesia",
    ),
    Case(
        "country-missing",
        "events",
        "ships-moving",
        {"title": "Russia moves ships, Japan looks on"},
        {"title": "Russia moves ships, Japan looks on", "countries": "RUS:actor; JPN:mentioned"},
        "Japan",
    ),
    Case(
        "roles-misfit-category",
        "events",
        "talks-at-busan",
        {"countries": "KOR:host; JPN:actor"},
        {"countries": "KOR:host; JPN:participant"},
        "talks",
    ),
    Case(
        "roles-misfit-status",
        "events",
        "ships-moving",
        {"countries": "RUS:accused"},
        {"countries": "RUS:accused", "status": "assessed"},
        "no statement",
    ),
    Case(
        "country-twice",
        "events",
        "ships-moving",
        {"countries": "RUS:actor; RUS:participant"},
        {"countries": "RUS:participant"},
        "two roles",
    ),
    Case(
        "claim-parties-differ",
        "events",
        "missile-told",
        {"countries": "KOR:accuser; JPN:accuser; PRK:accused", "summary": "Japan names North Korea, too."},
        {"countries": "KOR:accuser; JPN:mentioned; PRK:accused", "summary": "Japan is named beside North Korea."},
        "JPN",
    ),
    Case(
        "person-not-named",
        "events",
        "ship-at-busan",
        {"people": "Antony Blinken"},
        {"people": "Antony Blinken", "check_note": "Not the ship of which Blinken spoke."},
        "Blinken",
    ),
    # places
    Case("place-outside-country", "places", "busan", {"longitude": "130.04"}, {"longitude": "129.24"}, "km outside South Korea"),
    Case("country-point-misnamed", "places", "north-korea", {"name": "Korea, North"}, {}, "North Korea"),
    Case("host-elsewhere", "events", "talks-at-busan", {"countries": "JPN:host; KOR:visitor"}, {"countries": "JPN:participant; KOR:host"}),
    Case("place-missing", "events", "talks-at-busan", {"places": ""}, {}, "without a place"),
    Case(
        "follow-up-elsewhere",
        "follow_ups",
        "ship-at-mumbai",
        {"fact": "The ship came in."},
        {"fact": "It came in to Mumbai at last."},
        "Mumbai",
    ),
    # precision
    Case(
        "first-of-month",
        "events",
        "missile-claimed",
        {"when": "2024-02-01"},
        {"when": "2024-02-01", "when_basis": "1 February 2024 is the first day that it can be"},
        "first of the month",
    ),
    Case(
        "first-of-month",
        "events",
        "missile-claimed",
        {"when": "2024-01-01", "printed": "North Korea", "when_basis": "the year is that of the log, 2024"},
        {},
        "1 January",
    ),
    Case("day-from-month", "events", "missile-claimed", {"when": "2024-02-15"}, {"when": "2024-02"}, "write 2024-02"),
    Case(
        "open-without-reason",
        "events",
        "missile-denied",
        {"when_basis": "20 March 2024"},
        {"when_basis": "by 20 March 2024"},
        "no first day",
    ),
    Case(
        "open-without-reason",
        "events",
        "talks-at-busan",
        {"when_basis": "on or before 18 March 2024"},
        {"when_basis": "18 March 2024, not before"},
        "exact day",
    ),
    Case("zero-point", "places", "busan", {"latitude": "0", "longitude": "0"}, {}, "Gulf of Guinea"),
    Case(
        "middle-of-country",
        "places",
        "busan",
        {"latitude": "36.47", "longitude": "127.86"},
        {"latitude": "36.47", "longitude": "127.96"},
        "middle",
    ),
    Case("coordinates-swapped", "places", "mumbai", {"latitude": "72.83", "longitude": "18.97"}, {}, "swapped"),
    Case("too-many-decimals", "places", "busan", {"latitude": "35.123"}, {"latitude": "35.12"}, "round it to 2"),
    Case("radius-misfits", "places", "far-east", {"radius_km": "24"}, {"radius_km": "25"}, "region"),
    Case(
        "confidence-unfounded",
        "events",
        "ship-at-busan",
        {"confidence": "low"},
        {"confidence": "low", "check_note": "The day is hard to read."},
        "check_note",
    ),
    Case("grade-misfits-kind", "follow_ups", "missile-claimed", {"grade": "B"}, {}, "write A"),
    # source
    Case("copy-differs", "sources", "log", {"sha256": SHA256.replace(SHA256[0], "0" if SHA256[0] != "0" else "1", 1)}, {}, "SHA-256"),
    Case("copy-too-short", "sources", "log", {"paragraphs": ""}, {}, "count again"),
    Case("hash-malformed", "sources", "register", {"sha256": "ABC"}, {}, "64"),
    Case("printed-missing", "events", "ships-moving", {"printed": ""}, {}, "empty", copied=False),
    Case(
        "printed-not-there", "events", "ship-at-busan", {"printed": "Monday, Mar 18; Pusan"}, {"printed": "Monday; Mar 18; Busan"}, "Pusan"
    ),
    Case("reading-not-there", "readings", "log", {"printed": "moving"}, {"printed": "mooving ships"}, "paragraph 4"),
    Case(
        "date-not-read", "events", "talks-at-busan", {"printed": "Busan"}, {"printed": "Busan on Mar 18"}, "'Mar 18' stands in paragraph 2"
    ),
    Case(
        "not-own-words",
        "events",
        "talks-at-busan",
        {"summary": "Officials of Japan and South Korea met in Busan."},
        {"summary": "Officials of Japan and South Korea met at the port."},
        "8 words",
    ),
)
