"""What rows say of each other: legs and trips, statements and claims, follow-ups, paragraphs; and whether each row is used."""

from collections.abc import Iterator

from dateline.checks.findings import Record, Rule, Said
from dateline.checks.tables import Tables, say
from dateline.schema import CLAIMS


def _legs_in_trip(tables: Tables) -> Iterator[Said]:
    for trip_id, legs in tables.legs.items():
        trip = tables.events.get(trip_id)
        if trip is None:
            continue
        for leg in legs:
            # Bounds, not spans: a leg is out of its trip only where no day of its start and end can be in it.
            if leg["when"].s2 < trip["when"].s1 or leg["when"].e1 > trip["when"].e2:
                why = f"cannot lie within its trip '{trip_id}' ({trip.cells['when']})"
                yield say("events", leg, "when", why, "correct the date of leg or trip, or part_of")


def _trip_is_a_trip(tables: Tables) -> Iterator[Said]:
    for row in tables.rows("events"):
        trip = tables.events.get(row["part_of"])
        if trip is None:
            continue
        if trip["category"] != "visit" or trip is row or trip["part_of"]:
            yield say("events", row, "part_of", "is no trip of its own", "name an event of category visit that is not itself a leg")
        elif row["category"] not in ("visit", "talks", "statement"):
            yield say("events", row, "part_of", f"a leg is a visit, talks or a statement, not {row['category']}", "correct the category")
        elif strangers := sorted(_travelling(row) - {code for code, _ in trip["countries"]}):
            yield say("events", row, "part_of", f"{', '.join(strangers)} is no country of the trip", "correct part_of, or the countries")
        elif set(row["people"]) and set(trip["people"]) and not set(row["people"]) & set(trip["people"]):
            yield say("events", row, "part_of", "the trip is of other people", "correct part_of, or the people")


def _travelling(row: Record) -> set[str]:
    return {code for code, role in row["countries"] if role in ("host", "visitor")}


def _trip_without_leg(tables: Tables) -> Iterator[Said]:
    with_unseen_legs = {row.values.get("part_of") for row in tables.withheld_events}
    for trip_id, legs in tables.legs.items():
        trip = tables.events.get(trip_id)
        if trip is None or trip["category"] != "visit" or trip_id in with_unseen_legs:
            continue
        hosts = {code for leg in legs for code, role in leg["countries"] if role == "host"}
        places = {place_id for leg in legs for place_id in leg["places"]}
        if missing := [code for code, role in trip["countries"] if role == "host" and code not in hosts]:
            yield say("events", trip, "countries", f"no leg of the trip is in {', '.join(missing)}", "add the leg, or its part_of")
        elif unseen := [place_id for place_id in trip["places"] if place_id not in places]:
            yield say("events", trip, "places", f"no leg of the trip is at {', '.join(unseen)}", "add the leg, or its part_of")


def _denial_at_claim(tables: Tables) -> Iterator[Said]:
    for row in tables.rows("events"):
        about = tables.events.get(row["about"])
        if row["stance"] == "denies" and about is not None and about["status"] not in CLAIMS:
            why = f"denies what is no claim: '{row['about']}' is {about['status']}"
            yield say("events", row, "stance", why, f"let it point at a claim ({', '.join(CLAIMS)}), or correct that row's status")


def _about_with_stance(tables: Tables) -> Iterator[Said]:
    for row in tables.rows("events"):
        if row["about"] and not row["stance"]:
            yield say("events", row, "stance", "is empty, and the row is about a claim", "say whether it affirms or denies")
        elif row["stance"] and not row["about"]:
            yield say("events", row, "about", "is empty, and the row has a stance", "name the claim that it affirms or denies")
        elif row["about"] and (row["category"] != "statement" or row["about"] == row["event_id"]):
            yield say("events", row, "about", "only a statement is about a claim, and not about itself", "correct category or about")


def _claim_without_statement(tables: Tables) -> Iterator[Said]:
    with_unseen = {row.values.get("about") for row in tables.withheld_events}
    for row in tables.rows("events"):
        stances = {other["stance"] for other in tables.statements.get(row["event_id"], ())}
        roles = {role for _, role in row["countries"]}
        if (
            row["status"] == "denied"
            and row["event_id"] not in with_unseen
            and ("denies" not in stances or "affirms" in stances or "accuser" in roles)
        ):
            why = "is given only through its denial, but nothing denies it, or somebody affirms it"
            yield say("events", row, "status", why, "write alleged, or let the denial point here")


def _statement_before_event(tables: Tables) -> Iterator[Said]:
    for row in tables.rows("events"):
        about = tables.events.get(row["about"])
        if about is not None and about["status"] == "occurred" and row["when"].e2 < about["when"].s1:
            why = f"is said wholly before what it is about ('{row['about']}', {about.cells['when']})"
            yield say("events", row, "when", why, "correct one of the dates")


def _outcome_of_plan(tables: Tables) -> Iterator[Said]:
    seen: set[str] = set()
    for row in tables.rows("follow_ups"):
        event = tables.events.get(row["event_id"])
        if event is None or row["outcome_of"] != "yes":
            continue
        if event["status"] != "scheduled":
            why, todo = f"is no outcome: the event is {event['status']}, not scheduled", "write no, or correct the event's status"
            yield say("follow_ups", row, "outcome_of", why, todo)
        elif row["event_id"] in seen:
            yield say("follow_ups", row, "outcome_of", "the plan has an outcome already", "write no for one of the two")
        elif row["when"].e2 < tables.sources[event["source_id"]]["published"].s1:
            yield say("follow_ups", row, "when", "lies before the source that still calls it due", "correct the date, or write no")
        seen.add(row["event_id"])


def _follow_up_elsewhen(tables: Tables) -> Iterator[Said]:
    for row in tables.rows("follow_ups"):
        event, source = tables.events.get(row["event_id"]), tables.sources[row["source_id"]]
        if row["when"].s1 > source["published"].e2:
            yield say("follow_ups", row, "when", f"lies after its own record ({source.cells['published']})", "correct the date")
        elif event is not None and event["status"] == "occurred" and row["when"].e2 < event["when"].s1:
            yield say("follow_ups", row, "when", "lies wholly before the event", "correct the date, or the event's id")


def _unused(tables: Tables) -> Iterator[Said]:
    named = {
        "places": {place for row in tables.every("events") for place in row.values.get("places", ())}
        | {row.values.get("place_id") for row in tables.every("follow_ups")},
        "sources": {row.values.get("source_id") for name in ("events", "follow_ups") for row in tables.every(name)},
    }
    for name, used in named.items():
        for row in tables.rows(name):
            key = f"{name[:-1]}_id"
            if row[key] not in used:
                yield say(name, row, key, "no event and no follow-up names it", "delete the row, or use it")
    for row in tables.rows("readings"):
        if (row["source_id"], row["paragraph"]) not in tables.cited:
            yield say("readings", row, "paragraph", "no event is read from this paragraph", "correct the number, or delete the reading")


def _paragraph_out_of_range(tables: Tables) -> Iterator[Said]:
    for name, column in (("events", "paragraphs"), ("readings", "paragraph"), ("paragraphs", "paragraph")):
        for row in tables.rows(name):
            last = tables.sources[row["source_id"]]["paragraphs"]
            cited = row[column] if isinstance(row[column], tuple) else (row[column],)
            if last is not None and max(cited) > last:
                yield say(name, row, column, f"the source has {last} paragraphs", "correct the number; the title is 0")
            elif list(cited) != sorted(set(cited)):
                yield say(name, row, column, "the numbers are not in order, or stand twice", "write each once, in order")


def _paragraphs_listed(tables: Tables) -> Iterator[Said]:
    listed: dict[str, list[Record]] = {}
    for row in tables.rows("paragraphs"):
        listed.setdefault(row["source_id"], []).append(row)
    for source_id, rows in listed.items():
        last = tables.sources[source_id]["paragraphs"]
        numbers = [row["paragraph"] for row in rows]
        listed_once = set(numbers)
        missing = [str(one) for one in range((max(numbers) if last is None else last) + 1) if one not in listed_once]
        if missing or len(listed_once) < len(numbers):
            why = f"paragraph {', '.join(missing)} is not listed" if missing else "a paragraph is listed twice"
            yield say("paragraphs", rows[-1], "paragraph", f"{why} for '{source_id}'", "list each paragraph once, the title as 0")
        for row in rows:
            if (source_id, row["paragraph"]) not in tables.cited and not row["left_out"]:
                yield say("paragraphs", row, "left_out", "no event is read from this paragraph, and no reason stands", "say why")


def _changes_known(tables: Tables) -> Iterator[Said]:
    known = {row.cells.get("event_id") for row in tables.every("events")}
    for row in tables.rows("changes"):
        if (row["what"] == "withdrawn") == (row["event_id"] in known):
            why = "is withdrawn, but still in events.csv" if row["event_id"] in known else "is in no row of events.csv"
            yield say("changes", row, "event_id", why, "correct the id, or what was done")


def _same_event_twice(tables: Tables) -> Iterator[Said]:
    first: dict[tuple[str, str], str] = {}
    for row in tables.rows("events"):
        other = first.setdefault((row.cells["title"], row.cells["when"]), row["event_id"])
        if other != row["event_id"]:
            yield say("events", row, "title", f"title and date are those of '{other}'", "delete one, or say what sets them apart")


RULES = (
    Rule("leg-outside-trip", "a leg can lie within its trip", "meaning", _legs_in_trip),
    Rule("no-trip", "a leg belongs to a visit by the same people to the same countries", "meaning", _trip_is_a_trip),
    Rule("trip-without-leg", "a trip with legs has one in each country and place that it names", "meaning", _trip_without_leg),
    Rule("denial-without-claim", "a denial points at a claim", "meaning", _denial_at_claim),
    Rule("about-without-stance", "a statement about a claim has a stance, and only a statement", "meaning", _about_with_stance),
    Rule("denied-without-denial", "a denied claim is denied by a statement, and affirmed by none", "meaning", _claim_without_statement),
    Rule("said-before-event", "nothing is said of what has occurred before it occurred", "meaning", _statement_before_event),
    Rule("outcome-without-plan", "an outcome belongs to a plan, once, and comes after it", "meaning", _outcome_of_plan),
    Rule("follow-up-elsewhen", "a follow-up is not later than its record, nor before the event", "meaning", _follow_up_elsewhen),
    Rule("unused", "each place, source and reading is used", "meaning", _unused),
    Rule("paragraph-unknown", "each cited paragraph is there, once, in order", "source", _paragraph_out_of_range),
    Rule("paragraph-unlisted", "each paragraph is listed once, and yields an event or says why not", "source", _paragraphs_listed),
    Rule("change-unknown", "what the log of changes names is in the table, or withdrawn from it", "meaning", _changes_known),
    Rule("event-twice", "no two events have title and date alike", "meaning", _same_event_twice),
)
"""What holds between rows."""
