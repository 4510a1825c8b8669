"""Each format in the ways in which its exports are known to differ: small rows of the same form."""

import json

import pytest

from dateline.imports import FORMATS, propose, read
from tests.imports.rows import column, rules, table, taken

ACLED_NEW = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,actor2,iso,country,admin1,location,latitude,"
    "longitude,geo_precision,source,notes\n"
)
ACLED_ROW = "KEN{0},{1},2022,{2},Political violence,Battles,Armed clash,Force A,Force B,{3},Kenya,Isiolo,Isiolo,0.3546,37.5822,{4},Paper,Fighting.\n"  # noqa: E501 (a row of a table stands on one line)
UCDP = "id,year,type_of_violence,dyad_name,gwnoa,where_prec,where_coordinates,latitude,longitude,country,country_id,date_prec,date_start,date_end,event_clarity,best,low,high\n"  # noqa: E501 (a row of a table stands on one line)
UCDP_ROW = "{0},2013.0,1.0,A - B,652.0,{1},Rami village,35.76,36.55,Syria,652.0,{2},{3},{4},1.0,2.0,2.0,2.0\n"


def gdelt(fields: int, code: str = "KS", latitude: str = "37.5664", kind: str = "4") -> str:
    """One row of GDELT with so many fields."""
    geo = ["", "", "", "", "", "", ""] if fields < 61 else [""] * 8
    action = [
        kind,
        "Seoul, Seoul-t'ukpyolsi, South Korea",
        code,
        "KS11",
        *([""] if fields == 61 else []),
        latitude,
        "127" if latitude != "0" else "0",
        "-716583",
    ]
    actors = ["KOR", "SOUTH KOREA", "KOR", *[""] * 7, "EUR", "EUROPE", "EUR", *[""] * 7]
    end = ["20240302"] if fields == 57 else ["20240302", "https://example.org/one"]
    row = [
        "123",
        "20240301",
        "202403",
        "2024",
        "2024.16",
        *actors,
        "1",
        "042",
        "042",
        "04",
        "1",
        "1.9",
        "3",
        "1",
        "3",
        "-1.5",
        *geo,
        *geo,
        *action,
        *end,
    ]
    assert len(row) == fields
    return "\t".join(row) + "\n"


@pytest.mark.parametrize("date", ["2022-07-02", "02-July-2022", "2-Jul-22", "02-07-22", "02 July 2022"])
def test_acled_dates_of_every_generation_are_one_day(date: str) -> None:
    """Day first, as another row of the column shows."""
    other = {"02-07-22": "31-12-19", "2-Jul-22": "9-May-20"}.get(date, date)
    made = taken(ACLED_NEW + ACLED_ROW.format(1, date, 1, 404, 1) + ACLED_ROW.format(2, other, 1, 404, 1))
    assert made.proposal.format == "acled" and column(made, "when")[0] == "2022-07-02"
    assert column(made, "countries")[0] == "KEN:host"


def test_acled_precision_is_kept() -> None:
    """A week is one day of seven, a month stays a month, a region has its radius."""
    made = taken(ACLED_NEW + ACLED_ROW.format(1, "2022-07-06", 2, 404, 2) + ACLED_ROW.format(2, "2022-07-15", 3, 404, 3))
    assert column(made, "when") == ["[2022-07-04..2022-07-10]", "2022-07"]
    assert [(row["precision"], row["radius_km"]) for row in table(made, "places")] == [("region", "25"), ("region", "150")]


def test_acled_of_older_generations_is_known() -> None:
    """Headers in capitals, data_id, iso3, numeric codes without their zero."""
    early = "EVENT_ID_CNTY,EVENT_ID_NO_CNTY,EVENT_DATE,YEAR,TIME_PRECISION,EVENT_TYPE,ACTOR1,COUNTRY,LOCATION,LATITUDE,LONGITUDE,GEO_PRECISION,NOTES\n"  # noqa: E501 (a row of a table stands on one line)
    made = taken(early + "1ALG,1,01-January-2015,2015,1,Riots/Protests,Protesters,Algeria,Algiers,36.75,3.04,1,Some.\n")
    assert (made.proposal.format, column(made, "countries"), column(made, "category")) == ("acled", ["DZA:host"], ["other"])
    middle = "data_id,iso,event_id_cnty,event_date,time_precision,event_type,actor1,country,location,latitude,longitude,geo_precision,notes,iso3\n"  # noqa: E501 (a row of a table stands on one line)
    made = taken(middle + "7,4,AFG7,28 December 2022,1,Battles,A,Afghanistan,Kabul,34.53,69.16,1,Some.,AFG\n")
    assert column(made, "countries") == ["AFG:host"]
    numeric = taken(ACLED_NEW + ACLED_ROW.format(1, "2022-07-02", 1, 4, 1))
    assert column(numeric, "countries") == ["AFG:host"]


def test_ucdp_reads_numbers_that_were_floats_and_country_numbers() -> None:
    """652.0 is Syria by Gleditsch and Ward; a range is one day in it."""
    made = taken(
        UCDP
        + UCDP_ROW.format("30.0", "1.0", "1.0", "2013-01-03", "2013-01-03")
        + UCDP_ROW.format("31.0", "4.0", "3.0", "2013-05-10", "2013-05-16")
    )
    assert made.proposal.format == "ucdp" and column(made, "event_id") == ["ucdp-30", "ucdp-31"]
    assert column(made, "when") == ["2013-01-03", "[2013-05-10..2013-05-16]"]
    assert column(made, "countries") == ["SYR:actor", "SYR:actor"]
    assert [row["precision"] for row in table(made, "places")] == ["city", "region"]


def test_ucdp_from_hdx_has_its_line_of_tags_withheld() -> None:
    """It is counted and said; with a clock in the dates, and iso3."""
    tags = ",#date+year,,,,,,#geo+lat,#geo+lon,#country+name,,,#date+start,#date+end,,,,\n"
    made = taken(UCDP + tags + UCDP_ROW.format("30", "1", "1", "2013-01-03 00:00:00.000", "2013-01-03 00:00:00.000"))
    assert (made.rows, made.withheld, column(made, "when")) == (2, 1, ["2013-01-03"])
    assert rules(made) == ["no-event"]


@pytest.mark.parametrize("fields", [57, 58, 61])
def test_gdelt_of_every_width_is_known_without_header(fields: int) -> None:
    """KS is South Korea; EUR is a region and no country."""
    made = taken(gdelt(fields), "export.CSV")
    assert made.proposal.format == "gdelt" and made.rows == 1
    assert (column(made, "when"), column(made, "countries"), column(made, "category")) == (["2024-03-01"], ["KOR:actor"], ["visit"])
    assert table(made, "places")[0]["country"] == "KOR" and column(made, "confidence") == ["low"]


def test_gdelt_without_place_and_at_zero_is_said() -> None:
    """Both events are there, without a place."""
    made = taken(gdelt(61, "AS", "0", "2") + gdelt(61, "", "", "0").replace("123\t", "124\t", 1).replace("\t127\t", "\t\t"), "export.CSV")
    assert rules(made) == ["zero-zero", "coordinates-empty"] and column(made, "places") == ["", ""]


def test_timelinejs_sheet_keeps_months_and_sets_its_title_aside() -> None:
    """Split dates, HTML in the text, years before the common era."""
    head = "Year,Month,Day,Time,End Year,End Month,End Day,Display Date,Headline,Text,Media,Type\n"
    made = taken(
        head
        + ",,,,,,,,My timeline,,,title\n1943,7,,,1946,,,,Six women,<p>They <b>made</b> it work &amp; run.</p>,,\n-44,3,15,,,,,,Ides,,,\n"
    )
    assert column(made, "when") == ["1943-07/1946", "-0043-03-15"]
    assert column(made, "summary")[0] == "They made it work & run."
    assert sorted(rules(made)) == ["html", "no-event"] and made.withheld == 1


def test_timelinejs_of_version_2_has_dates_in_one_cell() -> None:
    """Start Date and End Date."""
    made = taken("Start Date,End Date,Headline,Text\n3/14/2012,3/16/2012,Talks,Some\n")
    assert (made.proposal.format, column(made, "when")) == ("timelinejs", ["2012-03-14/2012-03-16"])


def test_timelinejs_json_is_read() -> None:
    """Numbers or texts, with eras beside the events."""
    tree = {
        "title": {"text": {"headline": "All"}},
        "events": [{"start_date": {"year": 1957, "month": "10", "day": "4"}, "text": {"headline": "Up"}}],
    }
    made = taken(json.dumps(tree), "timeline.json")
    assert (made.proposal.format, column(made, "when"), column(made, "title")) == ("timelinejs", ["1957-10-04"], ["Up"])


def test_launches_of_one_tag_are_one_event() -> None:
    """Nothing is lost: each row is named as a paragraph, each payload in the text, each owner as a country."""
    head = "#Launch_Tag\tLaunch_Date\tPiece\tType\tName\tPLName\tSatState\tLV_Type\tLaunch_Site\tLaunch_Pad\tLVState\tLaunch_Code\n"
    text = (
        head + "# Updated 2024 Jan  1\n1957 ALP  \t1957 Oct  4 1928:34\t1957 ALP 2\tP\tOne\tPS-1\tSU\tSputnik\tNIIP-5\tLC1\tSU\tOS\n"
        "1957 ALP  \t1957 Oct  4 1928:34\t1957 ALP 3\tP\tTwo\t-\tCSSR\tSputnik\tNIIP-5\tLC1\tSU\tOS\n"
        "1958-F01  \t2021 Mar 18?\t1958-F01\tP   F\tThree\t-\tI-ESA\tVanguard\tCC\t-\tUS\tOF\n"
    )
    made = taken(text, "launchlog.tsv")
    assert (made.proposal.format, made.rows, made.accepted, made.joined) == ("launches", 3, 3, 1)
    first, second = table(made)
    assert (first["when"], first["utc"], first["paragraphs"]) == ("1957-10-04", "1957-10-04T19:28:34Z", "3; 4")
    assert first["countries"] == "SUN:actor; CSK:participant" and "Two" in first["summary"]
    assert (second["when"], second["countries"], second["confidence"]) == ("2021-03-18?", "USA:actor", "low")


@pytest.mark.parametrize("with_long", [True, False])
def test_nuclear_explosions_are_dated_in_their_century(with_long: bool) -> None:
    """450716 is 1945, with date_long beside it or without; 15800.0 is 01:58:00."""
    head = "date,origin_t,id_no,country,region,latitude,longitude,yield_1,yield_u,purpose,name,type" + (",date_long" if with_long else "")
    rows = [
        "450716,123000.0,45001,USA,ALAMOGORDO,32.54,-105.57,21.0,21.0,WR,TRINITY,TOWER",
        "980530,0.0,98,PAKIST,CHAGAI,0.0,0.0,0.0,18.0,WR,,SHAFT",
    ]
    longs = ["19450716", "19980530"]
    text = "\n".join([head, *(f"{row},{long}" if with_long else row for row, long in zip(rows, longs, strict=True))])
    made = taken(text)
    assert (made.proposal.format, column(made, "when")) == ("nuclear", ["1945-07-16", "1998-05-30"])
    assert column(made, "utc") == ["1945-07-16T12:30:00Z", ""] and column(made, "countries") == ["USA:actor", "PAK:actor"]
    assert rules(made) == ["zero-zero"] and column(made, "places") == ["alamogordo", ""]


def test_travels_keep_places_by_name() -> None:
    """Labels of countries of their own; the Soviet Union stays what it was."""
    head = "id,role,name,start_date,end_date,country_id,country,locale,remarks\n"
    made = taken(
        head
        + '1,secretary,A Person,1972-05-20,1972-05-29,soviet-union,U.S.S.R.,Moscow,Met.\n2,president,B Person,1960-06-19,1960-06-20,korea,"Korea, Republic of",Seoul,\n'  # noqa: E501 (a row of a table stands on one line)
    )
    assert (made.proposal.format, column(made, "countries")) == ("travels", ["USA:visitor; SUN:host", "USA:visitor; KOR:host"])
    assert [row[1:] for row in made.unplaced] == [("Moscow", "", "SUN"), ("Seoul", "", "KOR")]
    assert made.findings == () and column(made, "when")[0] == "1972-05-20/1972-05-29"


@pytest.mark.parametrize("sources", ['["S1","S2"]', '[{"path":"https://example.org/a"}]'])
def test_timemap_json_is_read(sources: str) -> None:
    """Month first, as another record shows."""
    record = '{{"id":"CIV{0}","date":"{1}","location":"Kharkiv","latitude":"49.99","longitude":"36.23","description":"Shelling. More.","sources":{2},"filters":[],"associations":[]}}'  # noqa: E501 (a row of a table stands on one line)
    made = taken(f"[{record.format(1, '2/24/2022', sources)},{record.format(2, '3/1/2022', sources)}]", "events.json")
    assert (made.proposal.format, column(made, "when"), column(made, "title")[0]) == ("timemap", ["2022-02-24", "2022-03-01"], "Shelling")


def test_timemap_sheet_is_read() -> None:
    """source1 and association1 in columns."""
    made = taken("id,description,date,time,location,latitude,longitude,source1,association1\n1,Fire,2019-02-11,,Cucuta,7.8,-72.5,S1,A\n")
    assert (made.proposal.format, column(made, "when")) == ("timemap", ["2019-02-11"])


def test_wikidata_results_are_read_in_each_form() -> None:
    """CSV, and JSON of SPARQL: the same event."""
    values = {
        "item": "http://www.wikidata.org/entity/Q1",
        "itemLabel": "Battle",
        "date": "-0043-03-15T00:00:00Z",
        "coord": "Point(12.5 41.9)",
    }
    sheet = taken(",".join(values) + "\n" + ",".join(values.values()) + "\n", "query.csv")
    bindings = {key: {"type": "literal", "value": value} for key, value in values.items()}
    sparql = taken(json.dumps({"head": {"vars": list(values)}, "results": {"bindings": [bindings]}}), "sparql.json")
    plain = taken(json.dumps([values]), "query.json")
    for made in (sheet, sparql, plain):
        assert (made.proposal.format, column(made, "title"), column(made, "when")) == ("wikidata", ["Battle"], ["-0043-03-15"])
        assert (table(made, "places")[0]["latitude"], column(made, "utc")) == ("41.9", [""])


def test_geojson_points_and_areas_are_places() -> None:
    """Longitude first there; an area has its middle and its reach; nothing without geometry is lost."""
    shapes = [
        {"type": "Point", "coordinates": [127.0, 37.6]},
        {"type": "Polygon", "coordinates": [[[0, 10], [2, 10], [2, 12], [0, 10]]]},
        None,
    ]
    features = [
        {"type": "Feature", "geometry": one, "properties": {"name": f"Event {at}", "date": "2024-03-01"}} for at, one in enumerate(shapes)
    ]
    made = taken(json.dumps({"type": "FeatureCollection", "features": features}), "some.geojson")
    places = table(made, "places")
    assert made.proposal.format == "geojson" and len(made.tables["events"]) == 3 and made.warned == 1
    assert (places[0]["latitude"], places[0]["longitude"]) == ("37.6", "127")
    assert (places[1]["latitude"], places[1]["precision"], places[1]["radius_km"]) == ("11", "region", "111")


def test_own_events_come_back_as_they_were() -> None:
    """Ids, status, category, countries with their roles."""
    made = taken(
        "event_id,title,summary,when,status,category,countries,people\ntalks-2024,Talks,They met.,2024-03,alleged,talks,USA:visitor; KOR:host,A B\n"  # noqa: E501 (a row of a table stands on one line)
    )
    row = table(made)[0]
    assert made.proposal.format == "dateline"
    assert [row[name] for name in ("event_id", "when", "status", "category", "countries")] == [
        "talks-2024",
        "2024-03",
        "alleged",
        "talks",
        "USA:visitor; KOR:host",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Titel;Datum;Land;Breite;Länge\nGespräch;03.10.1990;Deutschland;52,52;13,40\nTreffen;13.10.1990;Frankreich;48,85;2,35\n",
        "événement,date,pays,lat,lon\nRéunion,3 octobre 1990,Allemagne,52.52 N,13.40 E\n",
        "what happened,recorded,geom\nTalks,1990-10-03,POINT (13.40 52.52)\n",
        "event,year,month,day,latitude,longitude\nTalks,1990,October,3,52.52,13.4\n",
        "event,date,latitude,longitude\nTalks,33149,52.52,13.4\n",
    ],
)
def test_any_table_with_a_date_is_read(text: str) -> None:
    """In the words and forms of its maker."""
    made = taken(text)
    assert (made.proposal.format, made.proposal.questions, column(made, "when")[0]) == ("table", (), "1990-10-03")
    assert (table(made, "places")[0]["latitude"], table(made, "places")[0]["longitude"]) == ("52.52", "13.4")


def test_every_format_says_how_its_exports_differ() -> None:
    """The list is what the tests of this file are written from."""
    assert all(form.differs and form.what for form in FORMATS.values())


def test_a_format_that_is_said_wins() -> None:
    """And one that there is not is named."""
    foreign = read(b"title,date\nTalks,2024-03-01\n", "file.csv")
    assert propose(foreign, "geojson").format == "geojson"
