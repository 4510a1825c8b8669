"""The ways in which exports of a format differ that no other test of this folder has a row for: what its last event says."""

import json

import pytest

from tests.imports.rows import rules, table, taken
from tests.imports.test_formats import UCDP, UCDP_ROW, gdelt

GDELT_HEAD = "\t".join(f"field{at}" for at in range(61)).replace("field0\tfield1\t", "GlobalEventID\tDay\t") + "\n"
LAUNCHES = "#Launch_Tag\tLaunch_Date\tPiece\tType\tName\tPLName\tSatState\tLV_Type\tLaunch_Site\tLaunch_Pad\tLVState\tLaunch_Code\n"
NUCLEAR = "date,origin_t,id_no,country,region,latitude,longitude,yield_1,yield_u,purpose,name,type\n"
TIMEMAP = "description,date,time,location,latitude,longitude,associations,sources\n"
LINE = {"type": "LineString", "coordinates": [[10, 50], [12, 52]]}


def features(properties: dict[str, object], geometry: object = None) -> str:
    """GeoJSON of one."""
    one = {"type": "Feature", "geometry": geometry or {"type": "Point", "coordinates": [127, 37.5]}, "properties": properties}
    return json.dumps({"type": "FeatureCollection", "features": [one]})


CASES = [
    ("ucdp", "from HDX: a column iso3",
     UCDP.replace("country_id", "iso3")
     + UCDP_ROW.replace("652.0", "", 1).replace("652.0", "SYR").format(30, 1, 1, "2013-01-03", "2013-01-03"),
     {"countries": "SYR:host"}),
    ("timelinejs", "a row of type era", "Year,Month,Day,Headline,Text,Type\n1990,,,Old days,,era\n1991,2,,Talks,,\n", {"when": "1991-02"}),
    ("launches", "1850?: doubt about the clock, not the day",
     LAUNCHES + "2021-001\t2021 Mar 18 1850?\t2021-001A\tP\tOne\tPay\tUS\tFalcon\tCC\t-\tUS\tOS\n", {"when": "2021-03-18"}),
    ("nuclear", "clock without its leading zero", NUCLEAR + "580330,15800.0,58001,USSR,SEMI,49.0,78.0,0.0,20.0,WR,,AIRDROP\n",
     {"when": "1958-03-30", "utc": "1958-03-30T01:58:00Z", "countries": "SUN:actor"}),
    ("travels", "one of them alone, without role",
     "id,name,start_date,end_date,country,locale,remarks\n7,A Person,1999-10-02,1999-10-03,Italy,Rome,\n",
     {"people": "A Person", "countries": "USA:visitor; ITA:host"}),
    ("timemap", "coordinates with a decimal comma",
     TIMEMAP + 'Fire.,2/24/2022,,Kyiv,"50,45","30,52",a,s\n', {"when": "2022-02-24", "places": "kyiv"}),
    ("timemap", "date and time in one cell", TIMEMAP + "Fire.,2022-02-24 05:00,,Kyiv,50.45,30.52,a,s\n", {"when": "2022-02-24"}),
    ("wikidata", "TSV of SPARQL: addresses in <>",
     "?item\t?itemLabel\t?date\n<http://www.wikidata.org/entity/Q1>\tBattle\t1990-05-01T00:00:00Z\n",
     {"when": "1990-05-01", "title": "Battle"}),
    ("wikidata", "no label: the label is the Q number",
     "item,date\nhttp://www.wikidata.org/entity/Q7,1990-05-01T00:00:00Z\n", {"title": "Q7"}),
    ("geojson", "lines: their middle, with what they span", features({"name": "A march", "date": "1990"}, LINE), {"when": "1990"}),
    ("geojson", "times in milliseconds since 1970", features({"name": "A fire", "time": 631152000000}), {"when": "1990-01-01"}),
    ("geojson", "our own export",
     features({"title": "Talks", "when": "1990-03", "place_names": "Seoul"}), {"when": "1990-03", "places": "seoul"}),
    ("dateline", "a view taken away: more columns",
     "event_id,title,when,countries,first_day,place_names,latitudes,longitudes,precisions,radii_km\n"
     "a,Talks,1990-03,KOR:host,1990-03-01,Seoul; Busan,37.57; 35.1,126.98; 129.04,city; city,10; 10\n",
     {"when": "1990-03", "places": "seoul; busan", "countries": "KOR:host"}),
    ("table", "no title: place and date are one", "date,place,lat,lon\n1990-03-01,Seoul,37.57,126.98\n", {"title": "Seoul, 1990-03-01"}),
]  # fmt: skip


@pytest.mark.parametrize(("form", "difference", "text", "wanted"), CASES, ids=[f"{one[0]}: {one[1]}" for one in CASES])
def test_exports_that_differ_are_read(form: str, difference: str, text: str, wanted: dict[str, str]) -> None:
    """As that format, with what the row says."""
    name = {"{": "file.json", "?": "file.tsv", "#": "file.tsv"}.get(text[0], "file.csv")
    made = taken(text, name)
    event = table(made)[-1]
    assert (made.proposal.format, made.proposal.questions) == (form, ())
    assert {key: event[key] for key in wanted} == wanted, difference


def test_gdelt_with_a_header_line_is_read_as_without() -> None:
    """The header of whoever put one there names the fields as GDELT does."""
    from dateline.imports.gdelt import header_of

    header = header_of(tuple(gdelt(61).rstrip("\n").split("\t")))
    made = taken("\t".join(header) + "\n" + gdelt(61), "gdelt.tsv")
    assert (made.proposal.format, made.rows, table(made)[0]["when"]) == ("gdelt", 1, "2024-03-01")


def test_several_rows_of_one_entity_of_wikidata_are_one_event() -> None:
    """Its values multiply the rows; none is lost."""
    row = "http://www.wikidata.org/entity/Q1,Battle,1990-05-01T00:00:00Z,{0}\n"
    made = taken("item,itemLabel,date,countryLabel\n" + row.format("France") + row.format("Germany"))
    assert (made.rows, len(table(made)), made.joined) == (2, 1, 1)
    assert {party.split(":")[0] for party in table(made)[0]["countries"].split("; ")} == {"FRA", "DEU"}


def test_event_of_timemap_without_a_date_is_withheld_and_said() -> None:
    """It may have a place alone there."""
    made = taken(TIMEMAP + "Fire.,2/24/2022,,Kyiv,50.45,30.52,a,s\nSmoke.,,,Kyiv,50.45,30.52,a,s\n")
    assert (made.proposal.format, made.withheld, rules(made)) == ("timemap", 1, ["date-missing"])


def test_explosions_of_one_number_are_two_and_said() -> None:
    """An id that stands twice."""
    row = "580330,0.0,58001,USSR,SEMI,49.0,78.0,0.0,{0}.0,WR,,AIRDROP\n"
    made = taken(NUCLEAR + row.format(20) + row.format(30))
    assert len(table(made)) == 2 and rules(made) == ["id-twice"]


def test_several_towns_of_a_journey_are_asked_for_one_by_one() -> None:
    """Those in brackets say where a town is, and are no further one."""
    head = "id,name,start_date,end_date,country,locale,remarks\n"
    made = taken(head + '7,A Person,1999-10-02,1999-10-03,Canada,"Bay of Islands (Newfoundland, north), Bonne Bay",\n')
    assert [row[1] for row in made.unplaced] == ["Bay of Islands (Newfoundland, north)", "Bonne Bay"]
